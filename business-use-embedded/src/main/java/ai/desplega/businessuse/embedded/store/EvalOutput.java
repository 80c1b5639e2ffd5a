package ai.desplega.businessuse.embedded.store;

import java.time.Instant;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An evaluation as the backend keeps and shows it.
 *
 * @param id its id
 * @param flow the flow
 * @param runId the run
 * @param triggerEvId the first event of the batch that it was made for, {@code null} if
 * somebody asked for it
 * @param output the evaluation
 * @param createdAt when it was made
 * @param status always {@code active}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EvalOutput(String id, String flow, String runId, @Nullable String triggerEvId, Evaluation output,
		Instant createdAt, String status) {

	public long size() {
		return this.output.size() + 2L * (this.flow.length() + this.runId.length());
	}

}

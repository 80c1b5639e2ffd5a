package ai.desplega.businessuse.sample.backend;

import java.time.Instant;

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
record EvalOutput(String id, String flow, String runId, @Nullable String triggerEvId, Evaluation output,
		Instant createdAt, String status) {

	long size() {
		return this.output.size() + 2L * (this.flow.length() + this.runId.length());
	}

}

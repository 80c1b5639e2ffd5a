package ai.desplega.businessuse.embedded.store;

import java.time.Instant;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Stored evaluation.
 *
 * @param id the id
 * @param flow the flow
 * @param runId the run
 * @param triggerEvId the first event of the batch that caused the evaluation, or
 * {@code null} if it was requested or caused by a deadline
 * @param output the evaluation
 * @param createdAt the time of the evaluation
 * @param status always {@code active}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EvalOutput(String id, String flow, String runId, @Nullable String triggerEvId, Evaluation output,
		Instant createdAt, String status) {

	long size() {
		return this.output.size() + 2L * (this.flow.length() + this.runId.length());
	}

}

package ai.desplega.businessuse.embedded.evaluation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One event of a batch, checked.
 *
 * @param flow the flow
 * @param nodeId the step
 * @param runId the run
 * @param type the type
 * @param data a JSON object
 * @param ts when it happened, in nanoseconds since the epoch
 * @param description the step in words
 * @param depIds the steps before it
 * @param filter tells which events count
 * @param validator tells whether the step was right
 * @param conditions the conditions
 */
public record IncomingEvent(String flow, String nodeId, String runId, String type, String data, long ts,
		@Nullable String description, List<String> depIds, @Nullable Expression filter, @Nullable Expression validator,
		List<Condition> conditions) {

}

package ai.desplega.businessuse.embedded.evaluation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An event as the backend keeps and shows it.
 *
 * @param id the id that the backend gave it
 * @param runId the run
 * @param type the type
 * @param flow the flow
 * @param nodeId the step
 * @param data a JSON object
 * @param ts when it happened, in nanoseconds since the epoch
 */
@JsonNaming(SnakeCaseStrategy.class)
public record StoredEvent(String id, String runId, String type, String flow, String nodeId, @JsonRawValue String data,
		long ts) {

	private static final int OVERHEAD = 200;

	public long size() {
		return OVERHEAD + 2L * (this.runId.length() + this.flow.length() + this.nodeId.length() + this.data.length());
	}

}

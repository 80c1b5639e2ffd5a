package ai.desplega.businessuse.embedded.console;

import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import com.fasterxml.jackson.annotation.JsonRawValue;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Stored event in the wire format.
 *
 * @param id the id that the backend assigned to the event
 * @param runId the run
 * @param type the type
 * @param flow the flow
 * @param nodeId the step
 * @param data a JSON object
 * @param ts the time in nanoseconds since the epoch
 */
@JsonNaming(SnakeCaseStrategy.class)
record EventView(String id, String runId, String type, String flow, String nodeId, @JsonRawValue String data, long ts) {

	static EventView of(StoredEvent event) {
		return new EventView(event.id(), event.runId(), event.node().type(), event.flow(), event.nodeId(), event.data(),
				event.ts());
	}

}

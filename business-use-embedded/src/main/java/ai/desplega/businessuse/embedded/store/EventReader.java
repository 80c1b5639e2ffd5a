package ai.desplega.businessuse.embedded.store;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import ai.desplega.businessuse.embedded.evaluation.Expression;
import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the events of a batch. A batch that contains an invalid event is invalid.
 */
public final class EventReader {

	private static final List<String> TYPES = List.of("generic", "trigger", "act", "assert", "hook");

	private static final List<String> ENGINES = List.of("python", "js", "cel");

	private EventReader() {
	}

	/**
	 * Read a batch.
	 * @param batch an array of events
	 * @return the events in their order
	 * @throws InvalidRequestException if an event is invalid
	 */
	public static List<StoredEvent> read(@Nullable JsonNode batch) {
		if (batch == null || !batch.isArray()) {
			throw FieldReader.invalid(List.of("body"), "must be an array of events");
		}
		List<StoredEvent> events = new ArrayList<>();
		for (int i = 0; i < batch.size(); i++) {
			events.add(event(FieldReader.of(batch.get(i), List.of("body", i))));
		}
		return events;
	}

	private static StoredEvent event(FieldReader fields) {
		NodeDefinition node = new NodeDefinition(fields.string("id"), fields.oneOf("type", TYPES),
				fields.optionalString("description"), fields.strings("dep_ids"),
				expression(fields.optionalReader("filter")), expression(fields.optionalReader("validator")),
				timeouts(fields.optional("conditions")));
		EventData data = EventData.of(fields.object("data"));
		return new StoredEvent(UUID.randomUUID().toString(), fields.string("flow"), fields.string("run_id"), node,
				data.json(), fields.integer("ts"), data.finite());
	}

	private static @Nullable Expression expression(@Nullable FieldReader fields) {
		return (fields != null) ? new Expression(fields.oneOf("engine", ENGINES), fields.string("script")) : null;
	}

	/**
	 * Read the timeouts. Release 0.7.0 of the backend ignores conditions, so no condition
	 * is invalid.
	 */
	private static List<Long> timeouts(@Nullable JsonNode conditions) {
		List<Long> timeouts = new ArrayList<>();
		if (conditions != null && conditions.isArray()) {
			for (JsonNode condition : conditions) {
				JsonNode timeout = condition.get("timeout_ms");
				if (timeout != null && timeout.isIntegralNumber() && timeout.canConvertToLong()
						&& timeout.longValue() > 0) {
					timeouts.add(timeout.longValue());
				}
			}
		}
		return List.copyOf(timeouts);
	}

}

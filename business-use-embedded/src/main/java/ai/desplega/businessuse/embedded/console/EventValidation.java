package ai.desplega.businessuse.embedded.console;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.embedded.evaluation.Condition;
import ai.desplega.businessuse.embedded.evaluation.Expression;
import ai.desplega.businessuse.embedded.evaluation.IncomingEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpStatus;

/**
 * Checks a batch: one wrong event, and nothing of it is taken.
 */
final class EventValidation {

	private static final List<String> TYPES = List.of("generic", "trigger", "act", "assert", "hook");

	private static final List<String> ENGINES = List.of("python", "js", "cel");

	private static final int MAX_BITS = 63;

	/**
	 * Check a batch.
	 * @return its events, in order
	 * @throws BackendException with all that is wrong
	 */
	List<IncomingEvent> check(@Nullable JsonNode body) {
		ValidationErrors errors = new ValidationErrors();
		List<IncomingEvent> events = new ArrayList<>();
		if (body == null) {
			errors.add("missing", List.of("body"), "Field required", null);
		}
		else if (!body.isArray()) {
			errors.add("list_type", List.of("body"), "Input should be a valid list", body);
		}
		else {
			for (int i = 0; i < body.size(); i++) {
				event(body.get(i), List.of("body", i), errors, events);
			}
		}
		errors.throwIfAny();
		events.forEach(EventValidation::checkStorable);
		return events;
	}

	private static void event(JsonNode event, List<Object> loc, ValidationErrors errors, List<IncomingEvent> events) {
		if (!event.isObject()) {
			errors.notAnObject(loc, event);
			return;
		}
		FieldReader fields = new FieldReader(event, loc, errors);
		String flow = fields.string("flow");
		String id = fields.string("id");
		String description = fields.optionalString("description");
		String runId = fields.string("run_id");
		String type = fields.oneOf("type", TYPES);
		JsonNode data = fields.object("data");
		Expression filter = expression(fields.optionalReader("filter"));
		Expression validator = expression(fields.optionalReader("validator"));
		List<String> depIds = fields.strings("dep_ids");
		BigInteger ts = fields.integer("ts");
		if (ts.bitLength() > MAX_BITS) {
			throw serverError("'ts' of the event at " + loc + " is at or past 2^63: it must be in nanoseconds");
		}
		events.add(new IncomingEvent(flow, id, runId, type, withoutNonNumbers(data), ts.longValue(), description,
				depIds, filter, validator, conditions(event.get("conditions"))));
	}

	private static @Nullable Expression expression(@Nullable FieldReader fields) {
		return (fields != null) ? new Expression(fields.oneOf("engine", ENGINES), fields.string("script")) : null;
	}

	/**
	 * Release 0.7.0 doesn't look at conditions, so no error is made of what is none.
	 */
	private static List<Condition> conditions(@Nullable JsonNode conditions) {
		List<Condition> timeouts = new ArrayList<>();
		if (conditions != null && conditions.isArray()) {
			for (JsonNode condition : conditions) {
				JsonNode timeout = condition.get("timeout_ms");
				if (timeout != null && timeout.isIntegralNumber() && timeout.canConvertToLong()
						&& timeout.longValue() > 0) {
					timeouts.add(new Condition(timeout.longValue()));
				}
			}
		}
		return List.copyOf(timeouts);
	}

	/**
	 * NaN and Infinity are read back as null.
	 */
	private static String withoutNonNumbers(@Nullable JsonNode data) {
		if (data == null) {
			return "{}";
		}
		replaceNonNumbers(data);
		return data.toString();
	}

	private static void replaceNonNumbers(JsonNode node) {
		if (node instanceof ObjectNode object) {
			for (Map.Entry<String, JsonNode> property : object.properties()) {
				if (isNonNumber(property.getValue())) {
					property.setValue(NullNode.instance);
				}
				replaceNonNumbers(property.getValue());
			}
		}
		else if (node instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				if (isNonNumber(array.get(i))) {
					array.set(i, NullNode.instance);
				}
				replaceNonNumbers(array.get(i));
			}
		}
	}

	private static boolean isNonNumber(JsonNode node) {
		return node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue());
	}

	private static void checkStorable(IncomingEvent event) {
		String text = event.flow() + event.nodeId() + event.runId() + event.description();
		if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
			throw serverError("An event of the batch has half a character (a lone UTF-16 surrogate) in its flow, id, "
					+ "run_id or description, which the database can't store");
		}
	}

	private static BackendException serverError(String message) {
		return new BackendException(HttpStatus.INTERNAL_SERVER_ERROR, message + ": the real backend fails here too");
	}

}

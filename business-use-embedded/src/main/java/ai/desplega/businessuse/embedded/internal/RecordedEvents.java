package ai.desplega.businessuse.embedded.internal;

import ai.desplega.businessuse.embedded.evaluation.Expression;
import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.flow.RecordedEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Conversion of stored events to the events that assertions read.
 */
final class RecordedEvents {

	private static final JsonMapper JSON = JsonMapper.shared();

	private RecordedEvents() {
	}

	static RecordedEvent of(StoredEvent event) {
		NodeDefinition node = event.node();
		ObjectNode json = JSON.createObjectNode();
		json.put("flow", event.flow()).put("id", node.id()).put("run_id", event.runId());
		json.put("type", node.type()).put("ts", event.ts());
		if (node.description() != null) {
			json.put("description", node.description());
		}
		if (!node.depIds().isEmpty()) {
			ArrayNode depIds = json.putArray("dep_ids");
			node.depIds().forEach(depIds::add);
		}
		expression(json, "filter", node.filter());
		expression(json, "validator", node.validator());
		if (!node.timeoutsMs().isEmpty()) {
			ArrayNode conditions = json.putArray("conditions");
			node.timeoutsMs().forEach((timeout) -> conditions.addObject().put("timeout_ms", timeout));
		}
		json.putRawValue("data", new RawValue(event.data()));
		return RecordedEvent.of(JSON.writeValueAsString(json));
	}

	private static void expression(ObjectNode json, String name, @Nullable Expression expression) {
		if (expression != null) {
			json.putObject(name).put("engine", expression.engine()).put("script", expression.script());
		}
	}

}

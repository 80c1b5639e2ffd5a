package ai.desplega.businessuse.embedded.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data of a stored event, without lone surrogates and without non-finite numbers, which
 * the real backend returns as {@code null}.
 *
 * @param json the JSON object
 * @param finite {@code false} if the data contained a non-finite number
 */
record EventData(String json, boolean finite) {

	/**
	 * Maximum depth of data.
	 */
	private static final int MAX_DEPTH = 1_000;

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
			.build())
		.build();

	static EventData of(JsonNode data) {
		boolean finite = replaceNonFinite(data);
		return new EventData(LoneSurrogates.escape(JSON.writeValueAsString(data)), finite);
	}

	private static boolean replaceNonFinite(JsonNode data) {
		boolean finite = true;
		Deque<JsonNode> containers = new ArrayDeque<>();
		containers.add(data);
		while (!containers.isEmpty()) {
			JsonNode container = containers.remove();
			if (container instanceof ObjectNode object) {
				for (Map.Entry<String, JsonNode> property : object.properties()) {
					if (isNotFinite(property.getValue())) {
						property.setValue(NullNode.instance);
						finite = false;
					}
					addContainer(property.getValue(), containers);
				}
			}
			else if (container instanceof ArrayNode array) {
				for (int i = 0; i < array.size(); i++) {
					if (isNotFinite(array.get(i))) {
						array.set(i, NullNode.instance);
						finite = false;
					}
					addContainer(array.get(i), containers);
				}
			}
		}
		return finite;
	}

	private static void addContainer(JsonNode value, Deque<JsonNode> containers) {
		if (value.isContainer()) {
			containers.add(value);
		}
	}

	private static boolean isNotFinite(JsonNode value) {
		return value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue());
	}

}

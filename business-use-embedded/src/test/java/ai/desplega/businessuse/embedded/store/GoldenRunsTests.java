package ai.desplega.businessuse.embedded.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.evaluation.FlowException;
import ai.desplega.businessuse.embedded.evaluation.NodeEvaluation;
import ai.desplega.businessuse.embedded.evaluation.QuickJs;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Evaluates the recorded runs and compares the results with those of release 0.7.0 of the
 * real backend.
 */
class GoldenRunsTests {

	private static final String SERVER_ERROR = "server error";

	private final JsonMapper json = JsonMapper.shared();

	private final QuickJs javaScript = new QuickJs();

	private int evaluations;

	@Test
	void allRunsAreEvaluatedAsInTheRealBackend() throws IOException {
		List<String> differences = new ArrayList<>();
		for (String line : lines("/golden/runs.jsonl")) {
			compare(this.json.readTree(line), differences);
		}
		assertThat(differences).isEmpty();
		assertThat(this.evaluations).isEqualTo(681);
	}

	private void compare(JsonNode flow, List<String> differences) {
		EventStore store = new EventStore(InstantSource.system());
		flow.get("batches").forEach((batch) -> store.add(EventReader.read(batch)));
		Map<String, String> numbers = new HashMap<>();
		store.events((event) -> true, 0, Long.MAX_VALUE)
			.forEach((event) -> numbers.put(event.id(), this.json.readTree(event.data()).path("_e").asString()));
		for (JsonNode recorded : flow.get("evaluations")) {
			this.evaluations++;
			String expected = expected(recorded);
			String actual = actual(recorded, store, numbers);
			if (!actual.equals(expected)) {
				differences.add(recorded + "\n  expected " + expected + "\n  but was  " + actual);
			}
		}
	}

	private static String expected(JsonNode recorded) {
		if (recorded.get("http").intValue() != 200) {
			return SERVER_ERROR;
		}
		Map<String, String> nodes = new TreeMap<>();
		recorded.get("nodes")
			.properties()
			.forEach((node) -> nodes.put(node.getKey(), node.getValue().get("status").stringValue()
					+ strings(node.getValue().get("events")) + strings(node.getValue().get("upstream_events"))));
		return recorded.get("status").stringValue() + nodes;
	}

	private String actual(JsonNode recorded, EventStore store, Map<String, String> numbers) {
		RunKey run = new RunKey(recorded.get("flow").stringValue(), recorded.get("run_id").stringValue());
		try {
			Evaluation evaluation = new Evaluations(store, (flow) -> null, this.javaScript, InstantSource.system())
				.evaluate(run, recorded.get("start_node_id").asString(null));
			Map<String, String> nodes = new TreeMap<>();
			for (NodeEvaluation node : evaluation.execInfo()) {
				nodes.put(node.nodeId(), node.status().label() + node.evIds().stream().map(numbers::get).toList()
						+ node.upstreamEvIds().stream().map(numbers::get).toList());
			}
			return evaluation.status().label() + nodes;
		}
		catch (FlowException ex) {
			return SERVER_ERROR;
		}
	}

	private static List<String> strings(JsonNode array) {
		return array.valueStream().map((value) -> value.isNull() ? "" : value.asString()).toList();
	}

	private static List<String> lines(String resource) throws IOException {
		try (InputStream stream = GoldenRunsTests.class.getResourceAsStream(resource)) {
			return new String(stream.readAllBytes(), UTF_8).lines().toList();
		}
	}

}

package ai.desplega.businessuse.embedded.console;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.desplega.businessuse.embedded.console.BackendServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(classes = BackendServer.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "business-use.embedded.enabled=true")
class EvaluationTests {

	private final String flow = "flow-" + UUID.randomUUID();

	@Autowired
	BackendServer backend;

	@Test
	void aRunIsEvaluatedOnDemand() {
		add(Map.of("id", node("a")), Map.of("id", node("b"), "dep_ids", "[" + node("a") + "]", "type", "\"assert\"",
				"validator", js("data.n === 1"), "data", "{\"n\":1}", "ts", "2"));
		JsonNode evaluation = evaluate().json();
		assertThat(evaluation.get("status").stringValue()).isEqualTo("passed");
		assertThat(evaluation.get("elapsed_ns").longValue()).isPositive();
		assertThat(evaluation.get("graph").get(id("b")).get(0).stringValue()).isEqualTo(id("a"));
		assertThat(evaluation.get("ev_ids")).hasSize(2);
		JsonNode b = evaluation.get("exec_info").get(1);
		assertThat(b.propertyNames()).containsExactlyInAnyOrder("node_id", "dep_node_ids", "status", "message", "error",
				"elapsed_ns", "ev_ids", "upstream_ev_ids");
		assertThat(b.get("message").stringValue()).isEqualTo("Validator passed");
	}

	@Test
	void evaluatesPartOfRunFromNode() {
		add(Map.of("id", node("a"), "validator", js("false")),
				Map.of("id", node("b"), "dep_ids", "[" + node("a") + "]"));
		Answer answer = this.backend.post("/v1/run-eval",
				"{\"run_id\":\"r1\",\"flow\":\"" + this.flow + "\",\"start_node_id\":" + node("b") + "}");
		assertThat(answer.json().get("status").stringValue()).isEqualTo("passed");
		assertThat(answer.json().get("exec_info")).hasSize(1);
	}

	@Test
	void aBatchIsEvaluatedInTheBackground() {
		add(Map.of("id", node("a"), "validator", js("false")));
		JsonNode output = await().atMost(30, TimeUnit.SECONDS)
			.until(this::outputs, (outputs) -> !outputs.isEmpty())
			.get(0);
		assertThat(output.get("flow").stringValue()).isEqualTo(this.flow);
		assertThat(output.get("run_id").stringValue()).isEqualTo("r1");
		assertThat(output.get("output").get("status").stringValue()).isEqualTo("failed");
		JsonNode event = this.backend.get("/v1/events?flow=" + this.flow).json().get(0);
		assertThat(output.get("trigger_ev_id").stringValue()).isEqualTo(event.get("id").stringValue());
	}

	@Test
	void aLargeBatchIsEvaluatedInTheBackground() {
		post(IntStream.range(0, 200)
			.mapToObj((i) -> event(Map.of("id", node("a"), "ts", String.valueOf(i))))
			.collect(Collectors.joining(",")));
		await().atMost(30, TimeUnit.SECONDS).until(() -> !outputs().isEmpty());
		assertThat(outputs().get(0).get("output").get("ev_ids")).hasSize(200);
	}

	@Test
	void runFailsAtDeadlineWithoutFurtherEvent() {
		long now = Duration.between(Instant.EPOCH, Instant.now()).toNanos();
		add(Map.of("id", node("b"), "dep_ids", "[" + node("a") + "]", "validator", js("true"), "type", "\"assert\"",
				"run_id", "\"earlier\"", "conditions", "[{\"timeout_ms\":300}]"));
		add(Map.of("id", node("a"), "ts", String.valueOf(now)));
		await().atMost(30, TimeUnit.SECONDS)
			.until(() -> outputs().valueStream()
				.filter((output) -> output.get("run_id").stringValue().equals("r1"))
				.map((output) -> output.get("output").get("status").stringValue())
				.toList()
				.contains("failed"));
	}

	@Test
	void evaluationsAreFilteredAndPaged() {
		add(Map.of("id", node("a")));
		await().atMost(30, TimeUnit.SECONDS).until(() -> !outputs().isEmpty());
		evaluate();
		evaluate();
		assertThat(outputs()).hasSize(3);
		String name = "/v1/eval-outputs?name=" + this.flow;
		assertThat(this.backend.get(name + "&name=nothing&limit=2").json()).hasSize(2);
		assertThat(this.backend.get(name + "&offset=2").json()).hasSize(1);
		String event = this.backend.get("/v1/events?flow=" + this.flow).json().get(0).get("id").stringValue();
		assertThat(this.backend.get(name + "&ev_id=" + event).json()).hasSize(1);
		assertThat(this.backend.get("/v1/eval-outputs?limit=all").status()).isEqualTo(422);
	}

	@Test
	void returnsLatestDefinitionOfNodes() {
		add(Map.of("id", node("a"), "description", "\"first\"", "filter", js("true")));
		add(Map.of("id", node("a"), "description", "\"second\"", "conditions", "[{\"timeout_ms\":5},{}]"));
		JsonNode a = this.backend.get("/v1/nodes")
			.json()
			.valueStream()
			.filter((node) -> node.get("id").stringValue().equals(id("a")))
			.findFirst()
			.orElseThrow();
		assertThat(a.get("description").stringValue()).isEqualTo("second");
		assertThat(a.get("flow").stringValue()).isEqualTo(this.flow);
		assertThat(a.get("source").stringValue()).isEqualTo("code");
		assertThat(a.get("filter").isNull()).isTrue();
		assertThat(a.get("conditions").toString()).isEqualTo("[{\"timeout_ms\":5}]");
	}

	@Test
	void unknownRunIsServerErrorWithReason() {
		Answer answer = evaluate();
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.detail().stringValue()).isEqualTo("No events found for run_id=r1, flow=" + this.flow);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			[]                       | ["body"]           | must be an object
			{"flow":"f"}             | ["body","run_id"]  | is required
			{"run_id":1,"flow":"f"}  | ["body","run_id"]  | must be a string
			{"run_id":"r"}           | ["body","flow"]    | is required
			{"run_id":"r","flow":"f","start_node_id":{}} | ["body","start_node_id"] | must be a string
			""")
	void rejectsRequestWithoutRun(String body, String loc, String msg) {
		Answer answer = this.backend.post("/v1/run-eval", body);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail().get(0).get("loc").toString()).isEqualTo(loc);
		assertThat(answer.detail().get(0).get("msg").stringValue()).isEqualTo(msg);
	}

	@Test
	void emptyStartNodeMeansWholeFlow() {
		add(Map.of("id", node("a")));
		Answer answer = this.backend.post("/v1/run-eval",
				"{\"run_id\":\"r1\",\"flow\":\"" + this.flow + "\",\"start_node_id\":\"\"}");
		assertThat(answer.json().get("status").stringValue()).isEqualTo("passed");
	}

	@Test
	void flowWithoutOwnNodesCannotBeEvaluated() {
		String second = "second-" + this.flow;
		add(Map.of("id", node("a")));
		add(Map.of("id", node("a"), "flow", "\"" + second + "\""));
		Answer answer = this.backend.post("/v1/run-eval", "{\"run_id\":\"r1\",\"flow\":\"" + second + "\"}");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.detail().stringValue()).contains("belongs to flow '" + this.flow + "'", "use another id");
		assertThat(evaluate().json().get("exec_info").get(0).get("message").stringValue())
			.contains("flow '" + second + "' has redefined it");
	}

	@Test
	void eventsOfANodeOfAnotherFlowAreIgnored() {
		String second = "second-" + this.flow;
		add(Map.of("id", node("a")));
		add(Map.of("id", node("a"), "flow", "\"" + second + "\""),
				Map.of("id", node("b"), "flow", "\"" + second + "\""));
		JsonNode evaluation = this.backend.post("/v1/run-eval", "{\"run_id\":\"r1\",\"flow\":\"" + second + "\"}")
			.json();
		assertThat(evaluation.get("status").stringValue()).isEqualTo("passed");
		assertThat(evaluation.get("exec_info")).hasSize(1);
		assertThat(this.backend.get("/api/run?flow=" + second + "&runId=r1").json().get("problem").stringValue())
			.contains("belongs to flow '" + this.flow + "'");
	}

	@Test
	void selfDependencyFailsFlowUntilCorrected() {
		add(Map.of("id", node("a"), "dep_ids", "[" + node("a") + "]"));
		Answer answer = evaluate();
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.detail().stringValue()).contains("depends on itself");
		add(Map.of("id", node("a"), "dep_ids", "[]"));
		assertThat(evaluate().json().get("status").stringValue()).isEqualTo("passed");
	}

	@Test
	void nodeWithRemovedValidatorPassesWithWarning() {
		add(Map.of("id", node("a"), "type", "\"assert\"", "validator", js("false")));
		assertThat(evaluate().json().get("status").stringValue()).isEqualTo("failed");
		add(Map.of("id", node("a"), "run_id", "\"r2\""));
		JsonNode evaluation = evaluate().json();
		assertThat(evaluation.get("status").stringValue()).isEqualTo("passed");
		assertThat(evaluation.get("exec_info").get(0).get("message").stringValue())
			.startsWith("Node validation passed. Its latest event has no validator");
		add(Map.of("id", node("a"), "run_id", "\"r2\"", "validator", js("true")));
		assertThat(evaluate().json().get("exec_info").get(0).get("message").stringValue())
			.isEqualTo("Validator passed");
	}

	@ParameterizedTest
	@CsvSource({ "python, 'JavaScript only, not Python'", "cel, CEL always fails" })
	void otherLanguagesFailWithReason(String engine, String message) {
		add(Map.of("id", node("a"), "validator", "{\"engine\":\"" + engine + "\",\"script\":\"True\"}"));
		JsonNode a = evaluate().json().get("exec_info").get(0);
		assertThat(a.get("status").stringValue()).isEqualTo("failed");
		assertThat(a.get("error").stringValue()).isEqualTo("Validator assertion failed");
		assertThat(a.get("message").stringValue()).contains(message);
	}

	private void add(Map<String, String> event) {
		post(event(event));
	}

	private void add(Map<String, String> first, Map<String, String> second) {
		post(event(first) + "," + event(second));
	}

	private void post(String events) {
		assertThat(this.backend.post("/v1/events-batch", "[" + events + "]").status()).isEqualTo(200);
	}

	private String event(Map<String, String> changes) {
		Map<String, String> all = new HashMap<>(Map.of("flow", "\"" + this.flow + "\""));
		all.putAll(changes);
		return BackendServer.event(all);
	}

	private Answer evaluate() {
		return this.backend.post("/v1/run-eval", "{\"run_id\":\"r1\",\"flow\":\"" + this.flow + "\"}");
	}

	private JsonNode outputs() {
		return this.backend.get("/v1/eval-outputs?name=" + this.flow).json();
	}

	private String id(String node) {
		return this.flow + "." + node;
	}

	private String node(String node) {
		return "\"" + id(node) + "\"";
	}

	private static String js(String script) {
		return "{\"engine\":\"js\",\"script\":\"" + script + "\"}";
	}

}

package ai.desplega.businessuse.embedded.console;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.desplega.businessuse.embedded.console.BackendServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageCalls}.
 */
@SpringBootTest(classes = BackendServer.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "business-use.embedded.enabled=true")
class PageCallsTests {

	private final String flow = "flow-" + UUID.randomUUID();

	@Autowired
	BackendServer backend;

	@Test
	void findsRunByFlowAndId() {
		post(Map.of("run_id", "\"run & id\""));
		JsonNode runs = this.backend.get("/api/runs?flow=" + this.flow + "&search=RUN").json();
		assertThat(runs.get("matching").intValue()).isEqualTo(1);
		assertThat(runs.get("runs").get(0).get("runId").stringValue()).isEqualTo("run & id");
		assertThat(this.backend.get("/api/runs?flow=" + this.flow + "&search=none").json().get("runs")).isEmpty();
		assertThat(this.backend.get("/api/run?flow=" + this.flow + "&runId=run+%26+id")
			.json()
			.get("eventCount")
			.intValue()).isEqualTo(1);
	}

	@Test
	void omitsTimeOfEvaluationBeforeFirstEvaluation() {
		RunSummary run = new RunSummary("checkout", "r1", "not evaluated", 1, Instant.EPOCH, null);
		assertThat(JsonMapper.shared().valueToTree(run).propertyNames()).contains("startedAt")
			.doesNotContain("evaluatedAt");
	}

	@Test
	void pageIsEmptyUntilItsFirstAnswer() {
		assertThat(this.backend.get("/").body()).contains("Connecting", "id=\"no-runs\" class=\"empty\" hidden",
				"id=\"no-flows\" class=\"empty\" hidden");
	}

	@Test
	void cutsRunThatIsTooLargeToShow() {
		String events = IntStream.range(0, 250)
			.mapToObj((i) -> event(Map.of("id", quoted(this.flow + i % 25), "ts", String.valueOf(i), "data",
					"{\"text\":\"" + "x".repeat(30_000) + "\"}")))
			.collect(Collectors.joining(","));
		assertThat(this.backend.post("/v1/events-batch", "[" + events + "]").status()).isEqualTo(200);
		JsonNode run = this.backend.get("/api/run?flow=" + this.flow + "&runId=r1").json();
		assertThat(run.get("events")).hasSize(200);
		assertThat(run.get("eventCount").intValue()).isEqualTo(250);
		assertThat(run.get("events").get(0).get("data").stringValue()).hasSize(20_002);
		assertThat(run.get("steps").get(0).get("eventCount").intValue()).isEqualTo(10);
		Answer evaluated = this.backend.post("/api/run/evaluate?flow=" + this.flow + "&runId=r1", "");
		assertThat(evaluated.json().get("status").stringValue()).isEqualTo("passed");
	}

	@Test
	void showsFailedEventAfterManyOthers() {
		String events = IntStream.range(0, 100)
			.mapToObj((i) -> event(Map.of("ts", String.valueOf(i), "type", "\"assert\"", "validator",
					"{\"engine\":\"js\",\"script\":\"data.n < 99\"}", "data", "{\"n\":" + i + "}")))
			.collect(Collectors.joining(","));
		assertThat(this.backend.post("/v1/events-batch", "[" + events + "]").status()).isEqualTo(200);
		JsonNode run = this.backend.post("/api/run/evaluate?flow=" + this.flow + "&runId=r1", "").json();
		JsonNode step = run.get("steps").get(0);
		assertThat(step.get("failure").stringValue())
			.isEqualTo("Expected the validator to return true, but for this event it returned false.");
		assertThat(run.get("events").get(20).get("id")).isEqualTo(step.get("failedEvent"));
		assertThat(run.get("events").get(20).get("data").stringValue()).isEqualTo("{\"n\":99}");
	}

	@Test
	void unknownRunIsNotFound() {
		Answer answer = this.backend.get("/api/run?flow=checkout&runId=nothing");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.detail().stringValue())
			.isEqualTo("Run 'nothing' of flow 'checkout' doesn't exist, or was evicted");
		assertThat(this.backend.post("/api/run/evaluate?flow=checkout&runId=nothing", "").status()).isEqualTo(404);
		assertThat(this.backend.get("/api/flow?flow=nothing").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/run", "/api/run?flow=checkout", "/api/run?runId=r1", "/api/flow" })
	void rejectsRequestWithoutParameters(String path) {
		assertThat(this.backend.get(path).status()).isEqualTo(400);
	}

	private void post(Map<String, String> changes) {
		assertThat(this.backend.post("/v1/events-batch", "[" + event(changes) + "]").status()).isEqualTo(200);
	}

	private String event(Map<String, String> changes) {
		Map<String, String> all = new HashMap<>(
				Map.of("flow", quoted(this.flow), "id", quoted("step-of-" + this.flow)));
		all.putAll(changes);
		return BackendServer.event(all);
	}

	private static String quoted(String text) {
		return "\"" + text + "\"";
	}

}

package ai.desplega.businessuse.embedded.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import ai.desplega.businessuse.embedded.console.BackendServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = BackendServer.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "business-use.embedded.enabled=true")
class EventsTests {

	private static final String BATCH = "/v1/events-batch";

	@Autowired
	BackendServer backend;

	@Test
	void healthNeedsNoKey() {
		Answer health = this.backend.send(this.backend.request("/health").GET());
		assertThat(health.status()).isEqualTo(200);
		assertThat(health.body()).contains("\"status\":\"ok\"", "\"version\":\"0.7.0\"");
	}

	@Test
	void statusConfirmsTheKey() {
		Answer status = this.backend.get("/v1/status");
		assertThat(status.status()).isEqualTo(200);
		assertThat(status.body()).startsWith("{\"status\":\"success\",\"message\":\"ok\",\"data\":null,\"code\":200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/status", "/v1/events", BATCH })
	void distinguishesMissingKeyFromEmptyKey(String path) {
		boolean post = path.equals(BATCH);
		var missing = this.backend.request(path).header("Content-Type", "application/json");
		Answer none = this.backend.send(post ? missing.POST(BodyPublishers.ofString("[]")) : missing.GET());
		assertThat(none.status()).isEqualTo(401);
		assertThat(none.body()).isEqualTo("{\"detail\":\"X-Api-Key header is missing\"}");
		for (String empty : new String[] { "", " " }) {
			var builder = this.backend.request(path)
				.header("Content-Type", "application/json")
				.header("X-Api-Key", empty);
			Answer answer = this.backend.send(post ? builder.POST(BodyPublishers.ofString("[{}]")) : builder.GET());
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.body()).isEqualTo("{\"detail\":\"Invalid API key\"}");
		}
	}

	@Test
	void aBatchIsStoredAndReadBackLatestFirst() {
		String flow = UUID.randomUUID().toString();
		String first = BackendServer.event(Map.of("flow", quoted(flow), "ts", "1700000000000000001", "data",
				"{\"price\":12.5,\"big\":12345678901234567890,\"nested\":{\"a\":[1,null,\"x\"]},\"nan\":NaN,\"inf\":[-Infinity]}"));
		String second = BackendServer
			.event(Map.of("flow", quoted(flow), "ts", "1700000000000000002", "id", quoted(flow + "-b")));
		Answer stored = this.backend.post(BATCH, "[" + first + "," + second + "]");
		assertThat(stored.status()).isEqualTo(200);
		assertThat(stored.json().get("message").stringValue()).isEqualTo("Ok");

		Answer events = this.backend.get("/v1/events?flow=" + flow);
		assertThat(events.json()).hasSize(2);
		assertThat(events.json().get(0).get("node_id").stringValue()).isEqualTo(flow + "-b");
		assertThat(events.json().get(1).get("ts").longValue()).isEqualTo(1700000000000000001L);
		assertThat(events.json().get(1).get("run_id").stringValue()).isEqualTo("r1");
		assertThat(events.json().get(1).get("type").stringValue()).isEqualTo("act");
		assertThat(events.body()).contains(
				"\"data\":{\"price\":12.5,\"big\":12345678901234567890,\"nested\":{\"a\":[1,null,\"x\"]},\"nan\":null,\"inf\":[null]}");
		assertThat(this.backend.get("/v1/events?node_id=" + flow + "-b").json()).hasSize(1);
		assertThat(this.backend.get("/v1/events?flow=" + flow + "&limit=1").json()).hasSize(1);
		assertThat(this.backend.get("/v1/events?flow=" + flow + "&limit=-1").json()).hasSize(2);
		assertThat(this.backend.get("/v1/events?flow=" + flow + "&offset=1").json().get(0).get("node_id").stringValue())
			.isEqualTo("paid");
		assertThat(this.backend.get("/v1/events?flow=" + flow + "&offset=2").json()).isEmpty();
	}

	@Test
	void returnsHundredEventsByDefault() {
		String flow = UUID.randomUUID().toString();
		String events = IntStream.range(0, 150)
			.mapToObj((i) -> BackendServer.event(Map.of("flow", quoted(flow), "ts", String.valueOf(i))))
			.collect(Collectors.joining(",", "[", "]"));
		assertThat(this.backend.post(BATCH, events).status()).isEqualTo(200);
		assertThat(this.backend.get("/v1/events?flow=" + flow).json()).hasSize(100);
		assertThat(this.backend.get("/v1/events?flow=" + flow + "&limit=1000").json()).hasSize(150);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			flow     |           | is required
			id       |           | is required
			run_id   |           | is required
			type     |           | is required
			data     |           | is required
			ts       |           | is required
			flow     | null      | must be a string
			run_id   | 17        | must be a string
			type     | "click"   | must be one of generic, trigger, act, assert, hook
			data     | null      | must be an object
			data     | []        | must be an object
			data     | "text"    | must be an object
			data     | 1         | must be an object
			ts       | "now"     | must be an integer
			ts       | NaN       | must be an integer
			ts       | {}        | must be an integer
			ts       | true      | must be an integer
			ts       | 1.5       | must be an integer of 64 bits; a time is in nanoseconds since the epoch
			ts       | 1e9999999 | must be an integer
			ts       | 9223372036854775808 | must be an integer of 64 bits; a time is in nanoseconds since the epoch
			dep_ids  | "a"       | must be an array of strings
			filter   | "true"    | must be an object
			description | {}     | must be a string
			flow     | "a\\ud800" | must not contain a lone UTF-16 surrogate
			""")
	void invalidFieldRejectsWholeBatch(String field, String json, String msg) {
		String flow = UUID.randomUUID().toString();
		String good = BackendServer.event(Map.of("flow", quoted(flow)));
		String bad = BackendServer.event(Map.of(field, (json != null) ? json : ""));
		Answer answer = this.backend.post(BATCH, "[" + good + "," + bad + "]");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail().toString())
			.isEqualTo("[{\"loc\":[\"body\",1,\"" + field + "\"],\"msg\":\"" + msg + "\"}]");
		assertThat(this.backend.get("/v1/events?flow=" + flow).json()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			validator | {"engine":"lua","script":"1"}      | ["body",0,"validator","engine"]
			validator | {"engine":"js"}                    | ["body",0,"validator","script"]
			validator | {"engine":"js","script":"'\\udfff'"} | ["body",0,"validator","script"]
			filter    | {"engine":"js","script":1}         | ["body",0,"filter","script"]
			dep_ids   | ["a",2]                            | ["body",0,"dep_ids",1]
			dep_ids   | ["\\ud800"]                        | ["body",0,"dep_ids",0]
			""")
	void reportsPathOfNestedError(String field, String json, String loc) {
		Answer answer = this.backend.post(BATCH, "[" + BackendServer.event(Map.of(field, json)) + "]");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail().get(0).get("loc").toString()).isEqualTo(loc);
	}

	@Test
	void acceptsFieldsThatAreOmittedOrIgnored() {
		assertThat(this.backend
			.post(BATCH,
					"[" + BackendServer.event(Map.of("flow", "\"\"", "ts", "\"12\"", "dep_ids", "null", "filter",
							"null", "description", "null", "conditions", "\"nonsense\"", "unknown", "[]")) + "]")
			.status()).isEqualTo(200);
		assertThat(this.backend.post(BATCH, "[]").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "\"text\"", "[1]", "[null]", "" })
	void rejectsBodyThatIsNotListOfEvents(String body) {
		Answer answer = this.backend.post(BATCH, body);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail().get(0).get("loc").get(0).stringValue()).isEqualTo("body");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[1,", "nope", "[] []", "[{\"a\":1,}]" })
	void malformedJsonIsReportedEvenWithoutAKey(String body) {
		Answer answer = this.backend.send(this.backend.request(BATCH)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)));
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail().get(0).get("msg").stringValue()).startsWith("JSON decode error: ");
	}

	@ParameterizedTest
	@CsvSource({ "application/json, 200", "application/json;charset=utf-8, 200", "application/vnd.x+json, 200",
			"text/plain, 422", "application/octet-stream, 422", "nonsense, 422" })
	void requiresJsonContentType(String type, int status) {
		Answer answer = this.backend.send(this.backend.request(BATCH)
			.header("X-Api-Key", BackendServer.KEY)
			.header("Content-Type", type)
			.POST(BodyPublishers.ofString("[]")));
		assertThat(answer.status()).isEqualTo(status);
	}

	@Test
	void requiresContentType() {
		Answer answer = this.backend.send(this.backend.request(BATCH)
			.header("X-Api-Key", BackendServer.KEY)
			.POST(BodyPublishers.ofByteArray("[]".getBytes())));
		assertThat(answer.status()).isEqualTo(422);
	}

	@Test
	void rejectsCompressedBody() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write("[]".getBytes());
		}
		Answer answer = this.backend.send(this.backend.request(BATCH)
			.header("X-Api-Key", BackendServer.KEY)
			.header("Content-Type", "application/json")
			.header("Content-Encoding", "gzip")
			.POST(BodyPublishers.ofByteArray(bytes.toByteArray())));
		assertThat(answer.status()).isEqualTo(400);
	}

	@Test
	void excessiveDepthIsBadRequest() {
		assertThat(this.backend.post(BATCH, "[".repeat(100_000) + "]".repeat(100_000)).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 501, 1000 })
	void deepDataIsStoredReadBackAndEvaluated(int depth) {
		String flow = UUID.randomUUID().toString();
		String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
		assertThat(this.backend
			.post(BATCH,
					"[" + BackendServer.event(Map.of("flow", quoted(flow), "id", quoted(flow), "data", deep,
							"validator", "{\"engine\":\"js\",\"script\":\"typeof data.a === 'object'\"}")) + "]")
			.status()).isEqualTo(200);
		assertThat(this.backend.get("/v1/events?flow=" + flow).body()).contains(deep);
		assertThat(this.backend.post("/v1/run-eval", "{\"run_id\":\"r1\",\"flow\":" + quoted(flow) + "}").body())
			.startsWith("{\"status\":\"passed\"");
	}

	@Test
	void rejectsDeeperDataWithLimit() {
		String deep = "{\"a\":".repeat(1_001) + "1" + "}".repeat(1_001);
		Answer answer = this.backend.post(BATCH, "[" + BackendServer.event(Map.of("data", deep)) + "]");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.detail().stringValue()).contains("1002");
	}

	@Test
	void acceptsLoneSurrogatesInData() {
		String flow = UUID.randomUUID().toString();
		String data = "{\"\\udfff\":\"a\\ud800b\",\"pair\":\"\\ud83d\\ude00\"}";
		String event = BackendServer.event(Map.of("flow", quoted(flow), "id", quoted(flow), "data", data, "validator",
				"{\"engine\":\"js\",\"script\":\"data['\\\\udfff'].length === 3 || (() => { throw data.pair[0] })()\"}"));
		assertThat(this.backend.post(BATCH, "[" + event + "]").status()).isEqualTo(200);
		assertThat(this.backend.get("/v1/events?flow=" + flow).json().get(0).get("data").get("\udfff").stringValue())
			.isEqualTo("a\ud800b");
		assertThat(this.backend.post("/v1/run-eval", "{\"run_id\":\"r1\",\"flow\":" + quoted(flow) + "}").body())
			.startsWith("{\"status\":\"passed\"");
	}

	@Test
	void acceptsLargeBodyAndRejectsLargerOne() {
		String event = BackendServer
			.event(Map.of("flow", "\"large\"", "data", "{\"text\":\"" + "x".repeat(16 * 1024 * 1024) + "\"}"));
		assertThat(this.backend.post(BATCH, "[" + event + "]").status()).isEqualTo(200);
		Answer answer = this.backend.post(BATCH, " ".repeat(RequestBodies.MAX_BYTES) + "[]");
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.detail().stringValue()).contains("larger");
	}

	@Test
	void redirectsTrailingSlash() {
		Answer answer = this.backend.post(BATCH + "/", "[]");
		assertThat(answer.status()).isEqualTo(307);
		assertThat(answer.response().headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith(BATCH));
	}

	@ParameterizedTest
	@CsvSource({ "limit, abc", "offset, 1.5", "limit, ''" })
	void rejectsNonNumericPage(String name, String value) {
		Answer answer = this.backend.get("/v1/events?" + name + "=" + value);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail().get(0).get("loc").toString()).isEqualTo("[\"query\",\"" + name + "\"]");
	}

	@Test
	void unknownCallsAreAnsweredAsJson() {
		assertThat(this.backend.get("/v1/nothing").status()).isEqualTo(404);
		assertThat(this.backend.get("/v1/nothing").body()).isEqualTo("{\"detail\":\"Not Found\"}");
		assertThat(this.backend.get(BATCH).status()).isEqualTo(405);
		assertThat(this.backend.post("/v1/events", "[]").body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
	}

	private static String quoted(String text) {
		return "\"" + text + "\"";
	}

}

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
		properties = "business-use.api-key=" + BackendServer.KEY)
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
	void statusTellsThatTheKeyIsRight() {
		Answer status = this.backend.get("/v1/status");
		assertThat(status.status()).isEqualTo(200);
		assertThat(status.body()).startsWith("{\"status\":\"success\",\"message\":\"ok\",\"data\":null,\"code\":200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/status", "/v1/events", BATCH })
	void aMissingKeyIsToldFromAWrongOne(String path) {
		boolean post = path.equals(BATCH);
		var missing = this.backend.request(path).header("Content-Type", "application/json");
		Answer none = this.backend.send(post ? missing.POST(BodyPublishers.ofString("[]")) : missing.GET());
		assertThat(none.status()).isEqualTo(401);
		assertThat(none.body()).isEqualTo("{\"detail\":\"X-Api-Key header is missing\"}");
		for (String wrong : new String[] { "", "wrong", "sample2" }) {
			var builder = this.backend.request(path)
				.header("Content-Type", "application/json")
				.header("X-Api-Key", wrong);
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
	void aHundredAreShownUnlessMoreAreAskedFor() {
		String flow = UUID.randomUUID().toString();
		String events = IntStream.range(0, 150)
			.mapToObj((i) -> BackendServer.event(Map.of("flow", quoted(flow), "ts", String.valueOf(i))))
			.collect(Collectors.joining(",", "[", "]"));
		assertThat(this.backend.post(BATCH, events).status()).isEqualTo(200);
		assertThat(this.backend.get("/v1/events?flow=" + flow).json()).hasSize(100);
		assertThat(this.backend.get("/v1/events?flow=" + flow + "&limit=1000").json()).hasSize(150);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			textBlock = """
					flow     |           | missing               | Field required
					id       |           | missing               | Field required
					run_id   |           | missing               | Field required
					type     |           | missing               | Field required
					data     |           | missing               | Field required
					ts       |           | missing               | Field required
					flow     | null      | string_type           | Input should be a valid string
					run_id   | 17        | string_type           | Input should be a valid string
					type     | "click"   | literal_error         | Input should be 'generic', 'trigger', 'act', 'assert' or 'hook'
					data     | null      | dict_type             | Input should be a valid dictionary
					data     | []        | dict_type             | Input should be a valid dictionary
					data     | "text"    | dict_type             | Input should be a valid dictionary
					data     | 1         | dict_type             | Input should be a valid dictionary
					ts       | "now"     | int_parsing           | Input should be a valid integer, unable to parse string as an integer
					ts       | 1.5       | int_from_float        | Input should be a valid integer, got a number with a fractional part
					ts       | NaN       | finite_number         | Input should be a finite number
					ts       | 1e9999999 | finite_number         | Input should be a finite number
					ts       | {}        | int_type              | Input should be a valid integer
					dep_ids  | "a"       | list_type             | Input should be a valid list
					filter   | "true"    | model_attributes_type | Input should be a valid dictionary or object to extract fields from
					description | {}     | string_type           | Input should be a valid string
					""")
	void oneWrongFieldRefusesTheWholeBatch(String field, String json, String type, String msg) {
		String flow = UUID.randomUUID().toString();
		String good = BackendServer.event(Map.of("flow", quoted(flow)));
		String bad = BackendServer.event(Map.of(field, (json != null) ? json : ""));
		Answer answer = this.backend.post(BATCH, "[" + good + "," + bad + "]");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail()).hasSize(1);
		assertThat(answer.detail().get(0).get("type").stringValue()).isEqualTo(type);
		assertThat(answer.detail().get(0).get("msg").stringValue()).isEqualTo(msg);
		assertThat(answer.detail().get(0).get("loc").toString()).isEqualTo("[\"body\",1,\"" + field + "\"]");
		assertThat(answer.detail().get(0).has("input")).isTrue();
		assertThat(this.backend.get("/v1/events?flow=" + flow).json()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			validator | {"engine":"lua","script":"1"} | ["body",0,"validator","engine"] | literal_error
			validator | {"engine":"js"}               | ["body",0,"validator","script"] | missing
			filter    | {"engine":"js","script":1}    | ["body",0,"filter","script"]    | string_type
			dep_ids   | ["a",2]                       | ["body",0,"dep_ids",1]          | string_type
			""")
	void anErrorFurtherInsideIsLocated(String field, String json, String loc, String type) {
		Answer answer = this.backend.post(BATCH, "[" + BackendServer.event(Map.of(field, json)) + "]");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail().get(0).get("loc").toString()).isEqualTo(loc);
		assertThat(answer.detail().get(0).get("type").stringValue()).isEqualTo(type);
	}

	@Test
	void whatTheSdksLeaveOutOrTheBackendIgnoresIsFine() {
		assertThat(this.backend
			.post(BATCH,
					"[" + BackendServer.event(Map.of("flow", "\"\"", "ts", "\"12\"", "dep_ids", "null", "filter",
							"null", "description", "null", "conditions", "\"nonsense\"", "unknown", "[]")) + "]")
			.status()).isEqualTo(200);
		assertThat(this.backend.post(BATCH, "[]").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			{}      | list_type             | ["body"]
			"text"  | list_type             | ["body"]
			[1]     | model_attributes_type | ["body",0]
			[null]  | model_attributes_type | ["body",0]
			""")
	void aBodyThatIsNoListOfEventsIsRefused(String body, String type, String loc) {
		Answer answer = this.backend.post(BATCH, body);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail().get(0).get("type").stringValue()).isEqualTo(type);
		assertThat(answer.detail().get(0).get("loc").toString()).isEqualTo(loc);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[1,", "nope", "[] []", "[{\"a\":1,}]" })
	void malformedJsonIsToldEvenWithoutAKey(String body) {
		Answer answer = this.backend.send(this.backend.request(BATCH)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)));
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail().get(0).get("type").stringValue()).isEqualTo("json_invalid");
		assertThat(answer.detail().get(0).get("msg").stringValue()).isEqualTo("JSON decode error");
		assertThat(answer.detail().get(0).get("loc").get(0).stringValue()).isEqualTo("body");
		assertThat(answer.detail().get(0).get("ctx").get("error").stringValue()).isNotBlank();
	}

	@Test
	void anEmptyBodyIsAMissingField() {
		Answer answer = this.backend.post(BATCH, "");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.body()).isEqualTo(
				"{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\"],\"msg\":\"Field required\",\"input\":null}]}");
	}

	@ParameterizedTest
	@CsvSource({ "application/json, 200", "application/json;charset=utf-8, 200", "application/vnd.x+json, 200",
			"text/plain, 422", "application/octet-stream, 422", "nonsense, 422" })
	void theContentTypeMustBeThatOfJson(String type, int status) {
		Answer answer = this.backend.send(this.backend.request(BATCH)
			.header("X-Api-Key", BackendServer.KEY)
			.header("Content-Type", type)
			.POST(BodyPublishers.ofString("[]")));
		assertThat(answer.status()).isEqualTo(status);
	}

	@Test
	void theContentTypeMustBeThere() {
		Answer answer = this.backend.send(this.backend.request(BATCH)
			.header("X-Api-Key", BackendServer.KEY)
			.POST(BodyPublishers.ofByteArray("[]".getBytes())));
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail().get(0).get("type").stringValue()).isEqualTo("list_type");
	}

	@Test
	void aCompressedBodyCannotBeRead() throws IOException {
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
	void anAbsurdDepthIsABadRequest() {
		assertThat(this.backend.post(BATCH, "[".repeat(100_000) + "]".repeat(100_000)).status()).isEqualTo(400);
	}

	@Test
	void aTimeThatDoesNotFitIsAServerErrorThatSaysSo() {
		String max = BackendServer.event(Map.of("ts", "9223372036854775807", "flow", "\"limits\""));
		assertThat(this.backend.post(BATCH, "[" + max + "]").status()).isEqualTo(200);
		String more = BackendServer.event(Map.of("ts", "9223372036854775808"));
		Answer answer = this.backend.post(BATCH, "[" + more + "]");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.detail().stringValue()).contains("nanoseconds");
	}

	@Test
	void halfACharacterIsAServerErrorThatSaysSo() {
		Answer answer = this.backend.post(BATCH, "[" + BackendServer.event(Map.of("flow", "\"a\\ud800\"")) + "]");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.detail().stringValue()).contains("surrogate");
		assertThat(this.backend.post(BATCH, "[" + BackendServer.event(Map.of("flow", "\"a\\ud83d\\ude00\"")) + "]")
			.status()).isEqualTo(200);
	}

	@Test
	void manyErrorsAreNotAllRepeated() {
		String events = "{},".repeat(10_000) + "{}";
		Answer answer = this.backend.post(BATCH, "[" + events + "]");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail()).hasSize(ValidationErrors.MAX_ERRORS);
	}

	@Test
	void aBodyOfSixteenMegabytesIsTakenAndOneTwiceAsLargeIsNot() {
		String event = BackendServer
			.event(Map.of("flow", "\"large\"", "data", "{\"text\":\"" + "x".repeat(16 * 1024 * 1024) + "\"}"));
		assertThat(this.backend.post(BATCH, "[" + event + "]").status()).isEqualTo(200);
		Answer answer = this.backend.post(BATCH, " ".repeat(RequestBodies.MAX_BYTES) + "[]");
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.detail().stringValue()).contains("larger");
	}

	@Test
	void aSlashTooMuchIsRedirected() {
		Answer answer = this.backend.post(BATCH + "/", "[]");
		assertThat(answer.status()).isEqualTo(307);
		assertThat(answer.response().headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith(BATCH));
	}

	@ParameterizedTest
	@CsvSource({ "limit, abc", "offset, 1.5", "limit, ''" })
	void aPageThatIsNoNumberIsRefused(String name, String value) {
		Answer answer = this.backend.get("/v1/events?" + name + "=" + value);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.detail().get(0).get("type").stringValue()).isEqualTo("int_parsing");
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

package ai.desplega.businessuse.sample.shop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ai.desplega.businessuse.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(classes = SampleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "shop.confirm-within=20ms", "shop.late-by=100ms", "business-use.batch-interval=20ms" })
class OrderTests {

	private static final String COFFEE = "{\"items\":[{\"sku\":\"coffee\",\"quantity\":2},{\"sku\":\"mug\",\"quantity\":1}]";

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void recordsTheFlowOfAnOrderWithTheTimesOfItsCalls() throws Exception {
		Instant before = Instant.now();
		HttpResponse<String> placed = order(COFFEE + "}");
		Instant after = Instant.now();
		assertThat(placed.statusCode()).isEqualTo(201);
		JsonNode order = JsonMapper.shared().readTree(placed.body());
		assertThat(order.get("status").stringValue()).isEqualTo("confirmed");
		assertThat(order.get("total").longValue()).isEqualTo(3400);

		List<JsonNode> events = eventsOf(order.get("orderId").stringValue(), 7);
		assertThat(events).extracting((event) -> event.get("node_id").stringValue())
			.containsExactly("cart_created", "item_added", "item_added", "payment_authorized", "payment_processed",
					"inventory_reserved", "order_confirmed");
		assertThat(events).extracting((event) -> event.get("type").stringValue())
			.containsExactly("act", "act", "act", "assert", "act", "assert", "assert");
		assertThat(events).extracting((event) -> Instant.EPOCH.plusNanos(event.get("ts").longValue()))
			.isSorted()
			.allSatisfy((time) -> assertThat(time).isBetween(before, after));
		assertThat(events.get(1).get("data").toString())
			.isEqualTo("{\"sku\":\"coffee\",\"quantity\":2,\"price\":1250}");
		assertThat(events.get(4).get("data").toString()).isEqualTo("{\"amount\":3400,\"currency\":\"EUR\"}");
		assertThat(events.get(5).get("data").get("items").intValue()).isEqualTo(2);
	}

	@Test
	void aDeclinedPaymentIsRolledBackAndRecordedAsNotAuthorized() throws Exception {
		HttpResponse<String> declined = order(COFFEE + ",\"scenario\":\"declined\"}");
		assertThat(declined.statusCode()).isEqualTo(402);
		assertThat(declined.headers().firstValue("Content-Type")).contains("application/problem+json");
		JsonNode problem = JsonMapper.shared().readTree(declined.body());
		assertThat(problem.get("detail").stringValue()).contains("declined");
		String id = problem.get("orderId").stringValue();
		eventsOf(JsonMapper.shared().readTree(order(COFFEE + "}").body()).get("orderId").stringValue(), 7);
		assertThat(eventsOf(id, 4)).as("although all later events were recorded")
			.extracting((event) -> event.get("node_id").stringValue())
			.containsExactly("cart_created", "item_added", "item_added", "payment_authorized");
		assertThat(
				this.jdbc.sql("select count(*) from payment where order_id = ?").param(id).query(Long.class).single())
			.isZero();
	}

	@Test
	void anOrderMaySkipTheInventory() throws Exception {
		HttpResponse<String> placed = order(COFFEE + ",\"scenario\":\"skips-inventory\"}");
		assertThat(placed.statusCode()).isEqualTo(201);
		String id = JsonMapper.shared().readTree(placed.body()).get("orderId").stringValue();
		assertThat(eventsOf(id, 6)).extracting((event) -> event.get("node_id").stringValue())
			.doesNotContain("inventory_reserved")
			.contains("order_confirmed");
	}

	@Test
	void anOrderMayBeConfirmedLate() throws Exception {
		HttpResponse<String> placed = order(COFFEE + ",\"scenario\":\"confirms-late\"}");
		assertThat(placed.statusCode()).isEqualTo(201);
		JsonNode order = JsonMapper.shared().readTree(placed.body());
		assertThat(order.get("status").stringValue()).isEqualTo("paid");
		List<JsonNode> events = eventsOf(order.get("orderId").stringValue(), 7);
		long reserved = events.get(5).get("ts").longValue();
		long confirmed = events.get(6).get("ts").longValue();
		assertThat(Duration.ofNanos(confirmed - reserved)).isGreaterThan(Duration.ofMillis(20));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			textBlock = """
					{"items":[]}                                               | 400 | items must not be empty
					{}                                                         | 400 | items must not be empty
					{"items":[null]}                                           | 400 | items[0] must not be null
					{"items":[{"sku":"coffee","quantity":0}]}                  | 400 | items[0].quantity must be greater than or equal to 1
					{"items":[{"sku":"coffee","quantity":101}]}                | 400 | items[0].quantity must be less than or equal to 100
					{"items":[{"sku":" ","quantity":1}]}                       | 400 | items[0].sku must not be blank
					{"items":[{"sku":"coffee","quantity":"many"}]}             | 400 | items[0].quantity can't be 'many'
					{"items":[{"sku":"coffee","quantity":1}],"scenario":"sideways"} | 400 | scenario can't be 'sideways': it is good, declined
					{"items":                                                  | 400 | line 1, column
					[]                                                         | 400 | The order is missing or has the wrong type. Post JSON such as
					{"items":[{"sku":"coffee"}]}                               | 400 | items[0].quantity is missing or has the wrong type
					{"items":[{"sku":"coffee","quantity":1.5}]}                | 400 | items[0].quantity can't be '1.5'
					{"items":[{"sku":["coffee"],"quantity":1}]}                | 400 | items[0].sku is missing or has the wrong type
					{"items":[{"sku":"coffee","quantity":1}],"scenario":1}          | 400 | scenario can't be '1': it is good, declined
					{"items":[{"sku":"unicorn","quantity":1}]}                 | 422 | There is no product 'unicorn'. There are: coffee, mug, teapot
					{"items":[{"sku":"teapot","quantity":1}]}                  | 409 | not enough of 'teapot'
					""")
	void describesMistakeInInvalidOrder(String body, int status, String detail) throws Exception {
		HttpResponse<String> answer = order(body);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(JsonMapper.shared().readTree(answer.body()).get("detail").stringValue()).contains(detail);
	}

	@Test
	void reportsOrderThatExceedsJsonLimits() throws Exception {
		HttpResponse<String> deep = order("{\"a\":".repeat(5000));
		assertThat(deep.statusCode()).isEqualTo(400);
		assertThat(deep.body()).contains("The body can't be read: Document nesting depth", "coffee");
		HttpResponse<String> large = order("{\"items\":[{\"quantity\":" + "9".repeat(2000) + "}]}");
		assertThat(large.statusCode()).isEqualTo(400);
		assertThat(large.body()).contains("The body can't be read: Number value length", "coffee");
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data", "none", "" })
	void rejectsOrderWithoutJsonContentType(String contentType) throws Exception {
		HttpResponse<String> answer = send(BodyPublishers.ofString(COFFEE + "}"), contentType);
		assertThat(answer.statusCode()).isEqualTo(415);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(JsonMapper.shared().readTree(answer.body()).get("detail").stringValue()).contains("Content-Type");
	}

	@Test
	void showsExampleForMissingBody() throws Exception {
		HttpResponse<String> answer = order("");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("The body is missing", "coffee");
	}

	@Test
	void rejectsOrderAsForm() throws Exception {
		HttpResponse<String> answer = send(BodyPublishers.ofString("items=coffee"),
				"application/x-www-form-urlencoded");
		assertThat(answer.statusCode()).isEqualTo(415);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
	}

	@Test
	void rejectsOversizedOrderBeforeReading() throws Exception {
		assertThat(order(COFFEE + "}" + " ".repeat(OrderSizeLimit.MAX_BYTES)).statusCode()).isEqualTo(413);
		BodyPublisher endless = BodyPublishers
			.ofByteArrays(() -> Stream.generate(() -> new byte[1024]).limit(100).iterator());
		assertThat(send(endless, "application/json").statusCode()).isEqualTo(411);
	}

	private HttpResponse<String> order(String body) throws Exception {
		return send(BodyPublishers.ofString(body), "application/json");
	}

	private HttpResponse<String> send(BodyPublisher body, String contentType) throws Exception {
		return this.http.send(
				HttpRequest.newBuilder(uri("/orders")).header("Content-Type", contentType).POST(body).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private List<JsonNode> eventsOf(String orderId, int count) {
		return await().atMost(30, TimeUnit.SECONDS)
			.until(() -> storedEventsOf(orderId), (events) -> events.size() == count);
	}

	/**
	 * Return the events in chronological order.
	 */
	private List<JsonNode> storedEventsOf(String orderId) throws Exception {
		HttpResponse<String> events = this.http
			.send(HttpRequest.newBuilder(uri("/business-use/v1/events?flow=checkout"))
				.header("X-Api-Key", "sample")
				.build(), HttpResponse.BodyHandlers.ofString());
		List<JsonNode> ofOrder = new ArrayList<>();
		JsonMapper.shared().readTree(events.body()).forEach((event) -> {
			if (orderId.equals(event.get("run_id").stringValue())) {
				ofOrder.add(0, event);
			}
		});
		return ofOrder;
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}

package ai.desplega.businessuse.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.desplega.businessuse.sample.SampleApplication;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@EnabledIf("ai.desplega.businessuse.sample.web.Browser#isInstalled")
@SpringBootTest(classes = SampleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "shop.confirm-within=500ms", "shop.late-by=2s" })
class PageTests {

	private static Browser browser;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void start() throws IOException {
		browser = new Browser();
	}

	@AfterAll
	static void stop() throws IOException {
		browser.close();
	}

	@BeforeEach
	void open() {
		open("");
		browser.errors();
	}

	@AfterEach
	void pageHasNoErrors() {
		assertThat(browser.errors()).isEmpty();
		assertThat(browser.run("return window.loadedOnce")).as("the page was never reloaded").isEqualTo(true);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			good            | passed | order_confirmed    | passed | Validator passed
			declined        | failed | payment_authorized | failed | Expected the validator to return true
			skips-inventory | failed | order_confirmed    | failed | Expected the validator to return true
			confirms-late   | failed | order_confirmed    | failed | Timeout exceeded
			""")
	void runAppearsWithItsResult(String scenario, String run, String step, String status, String message) {
		String order = select(order(scenario));
		await("run").untilAsserted(() -> {
			assertThat(browser.text("#run-title")).isEqualTo(order);
			assertThat(browser.find(".run-head .badge").getDomAttribute("data-status")).isEqualTo(run);
			assertThat(step(step).getDomAttribute("data-status")).isEqualTo(status);
			assertThat(browser.text(".step-box h3")).isEqualTo(step);
			assertThat(browser.text(".step-box")).contains(message);
			assertThat(browser.text("#runs [aria-current=true]")).contains(order, run, "checkout");
		});
		assertThat(browser.findAll("g.step")).hasSizeGreaterThanOrEqualTo(4);
		assertThat(browser.findAll(".edges path")).hasSizeGreaterThanOrEqualTo(3);
	}

	@Test
	void stepShowsItsValidatorTimingsAndEventData() {
		select(order("good"));
		await("graph").untilAsserted(
				() -> assertThat(step("order_confirmed").getDomAttribute("data-status")).isEqualTo("passed"));
		step("payment_authorized").click();
		assertThat(browser.text(".step-box")).contains("payment_authorized", "data.approved === true", "item_added",
				"after the latest dependency", "\"amount\": 3400");
		step("item_added").click();
		assertThat(browser.findAll(".event")).hasSize(2);
		step("order_confirmed").click();
		assertThat(browser.text(".step-box")).contains("500 ms after the latest dependency");
	}

	@Test
	void failedStepShowsScriptAndItsData() {
		select(order("skips-inventory"));
		await("data").untilAsserted(() -> {
			assertThat(browser.text(".side > div:first-child")).contains("Validator", "inventory_reserved");
			assertThat(browser.text(".side > div:last-child")).contains("\"total\": 3400",
					"ctx.deps('payment_processed')", "ctx.deps('inventory_reserved')", "No event");
		});
	}

	@Test
	void marksStepsWhoseAbsenceWouldGoUnnoticed() {
		long now = System.currentTimeMillis() * 1_000_000;
		post("[" + act("seen", now) + "," + act("unseen", now + 1) + "]");
		open("#flow=acts&runId=r1");
		await("mark").untilAsserted(() -> {
			assertThat(step("unseen").getDomAttribute("data-unnoticed")).isNotNull();
			assertThat(step("unseen").getDomAttribute("aria-label")).contains("its absence would go unnoticed");
			assertThat(browser.text(".run-head")).contains("would go unnoticed");
		});
	}

	@Test
	void findsRunsByIdFlowAndStatus() {
		String declined = order("declined");
		String good = order("good");
		await("runs").untilAsserted(() -> assertThat(browser.text("#runs")).contains(declined, good));
		browser.find("#search").sendKeys(declined.toUpperCase(Locale.ROOT));
		await("search").untilAsserted(() -> assertThat(browser.text("#runs")).contains(declined).doesNotContain(good));
		browser.run("document.getElementById('search').value = ''");
		browser.find("#by-status option:nth-child(2)").click();
		await("status").untilAsserted(() -> assertThat(browser.text("#runs")).contains(declined).doesNotContain(good));
		browser.find("#search").sendKeys("no such run");
		await("nothing").untilAsserted(() -> assertThat(browser.text("#no-runs")).isEqualTo("No run matches."));
	}

	@Test
	void flowIsShownWithoutRun() {
		order("good");
		await("flows").untilAsserted(() -> assertThat(browser.text("#flows")).contains("checkout"));
		browser.find("[data-flow=checkout]").click();
		await("graph").untilAsserted(() -> {
			assertThat(browser.text("#run-title")).isEqualTo("Flow checkout");
			assertThat(step("order_confirmed").getDomAttribute("aria-label"))
				.startsWith("order_confirmed: assert, after");
		});
	}

	@Test
	void runHasLink() {
		String order = select(order("good"));
		await("link").untilAsserted(() -> assertThat(browser.find(".run-head .link").getDomProperty("href"))
			.isEqualTo(url("#flow=checkout&runId=" + order)));
		assertThat(browser.run("return location.hash")).isEqualTo("#flow=checkout&runId=" + order);
	}

	@Test
	void numbersAreShownAsTheyWereSent() {
		post("[" + event("\"numbers\"", "numbers", "r1",
				"{\"id\":9007199254740993,\"list\":[],\"nested\":{\"n\":-12345678901234567890}}", "true") + "]");
		open("#flow=numbers&runId=r1");
		await("numbers").untilAsserted(() -> assertThat(browser.text(".event pre")).isEqualTo(
				"{\n  \"id\": 9007199254740993,\n  \"list\": [],\n  \"nested\": {\n    \"n\": -12345678901234567890\n  }\n}"));
	}

	@Test
	void tenThousandEventsDoNotFreezeThePage() {
		for (int batch = 0; batch < 10; batch++) {
			int first = batch * 1000;
			post(IntStream.range(first, first + 1000)
				.mapToObj((i) -> act("step-" + i % 40, i).replace("\"acts\"", "\"many\""))
				.collect(Collectors.joining(",", "[", "]")));
		}
		open("#flow=many&runId=r1");
		await("graph").untilAsserted(() -> assertThat(browser.findAll("g.step")).hasSize(40));
		step("step-7").click();
		assertThat(browser.text(".step-box")).contains("250 events, of which");
		assertThat(browser.run("return document.querySelectorAll('*').length"))
			.satisfies((count) -> assertThat((Long) count).isLessThan(5_000));
	}

	@Test
	void isUsableWithKeyboard() {
		String first = select(order("good"));
		await("graph").untilAsserted(
				() -> assertThat(step("order_confirmed").getDomAttribute("data-status")).isEqualTo("passed"));
		step("cart_created").sendKeys(Keys.ENTER);
		assertThat(browser.text(".step-box h3")).isEqualTo("cart_created");
		step("cart_created").sendKeys(Keys.ARROW_DOWN);
		assertThat(browser.text(".step-box h3")).isEqualTo("item_added");
		assertThat(browser.run("return document.activeElement.getAttribute('data-step')")).isEqualTo("item_added");

		select(order("declined"));
		WebElement entry = entry(first);
		entry.sendKeys(Keys.SPACE);
		await("first run again").until(() -> browser.text("#run-title").equals(first));
		assertThat(browser.run("return document.activeElement === arguments[0]", entry)).isEqualTo(true);
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void hasNoAccessibilityViolations(String scheme) {
		browser.emulate("setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		select(order("declined"));
		await("graph").untilAsserted(
				() -> assertThat(step("payment_authorized").getDomAttribute("data-status")).isEqualTo("failed"));
		browser.run(axe());
		assertThat(browser.runAsync("""
				const done = arguments[arguments.length - 1];
				axe.run().then(result => done(result.violations.map(violation =>
					violation.id + ': ' + violation.nodes.map(node => node.html + node.failureSummary).join(' | '))));
				""")).isEqualTo(List.of());
		assertThat(step("payment_authorized").getDomAttribute("aria-label"))
			.isEqualTo("payment_authorized: failed, after item_added");
	}

	@Test
	void isDarkIfPreferred() {
		String background = "return getComputedStyle(document.documentElement).backgroundColor";
		browser.emulate("setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "light"))));
		assertThat(browser.run(background)).isEqualTo("rgb(244, 245, 249)");
		browser.emulate("setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
		assertThat(browser.run(background)).isEqualTo("rgb(17, 20, 29)");
	}

	@Test
	void fitsAPhone() {
		browser.emulate("setDeviceMetricsOverride",
				Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
		try {
			select(order("good"));
			await("graph").untilAsserted(() -> assertThat(step("order_confirmed").isDisplayed()).isTrue());
			assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
		}
		finally {
			browser.emulate("clearDeviceMetricsOverride", Map.of());
		}
	}

	@Test
	void hostileEventDataIsShownAsText() {
		String hostile = "<img src=x onerror=hacked=1><script>hacked=1</script>";
		post("[" + event("\"" + hostile + "\"", hostile, hostile, "{\"" + hostile + "\":\"</pre>" + hostile + "\"}",
				hostile) + "]");
		open("#flow=" + URLEncoder.encode(hostile, UTF_8) + "&runId=" + URLEncoder.encode(hostile, UTF_8));
		await("run").untilAsserted(() -> assertThat(browser.text(".step-box")).contains("</pre>" + hostile));
		assertThat(browser.text("#run-title")).isEqualTo(hostile);
		assertThat(browser.text(".step-box h3")).isEqualTo(hostile);
		assertThat(browser.text(".step-box .code")).isEqualTo(hostile);
		assertThat(browser.text("#runs")).contains(hostile);
		assertThat(browser.run("return typeof hacked")).isEqualTo("undefined");
		assertThat(browser.findAll("main img, main script")).isEmpty();
	}

	@Test
	void stepsMayHaveTheNamesOfObjectProperties() {
		post("[" + event("\"__proto__\"", "properties", "constructor", "{}", "true") + ","
				+ event("\"constructor\"", "properties", "constructor", "{}", "true").replace("\"dep_ids\":[]",
						"\"dep_ids\":[\"__proto__\",\"toString\"]")
				+ "]");
		open("#flow=properties&runId=constructor");
		await("graph").untilAsserted(() -> {
			assertThat(browser.findAll("g.step")).hasSize(3);
			assertThat(browser.findAll(".edges path")).hasSize(2);
			assertThat(step("__proto__").getDomAttribute("transform")).doesNotContain("NaN");
		});
	}

	@Test
	void showsReasonIfRunCannotBeEvaluated() {
		post("[" + event("\"loop\"", "loops", "r1", "{}", "true").replace("\"dep_ids\":[]", "\"dep_ids\":[\"loop\"]")
				+ "]");
		open("#flow=loops&runId=r1");
		await("problem").untilAsserted(() -> {
			assertThat(browser.text(".run-head")).contains("error", "depends on itself");
			assertThat(step("loop").getDomAttribute("aria-label")).contains("not evaluated");
		});
	}

	@Test
	void largeBatchIsEvaluated() {
		StringBuilder batch = new StringBuilder("[");
		for (int i = 0; i < 51; i++) {
			batch.append((i > 0) ? "," : "").append(event("\"many\"", "large", "r1", "{\"i\":" + i + "}", "true"));
		}
		post(batch + "]");
		open("#flow=large&runId=r1");
		await("evaluation").untilAsserted(() -> assertThat(browser.text(".run-head")).contains("passed"));
	}

	@Test
	void flowWithTooManyStepsIsListed() {
		for (int batch = 0; batch < 4; batch++) {
			StringBuilder events = new StringBuilder("[");
			for (int i = 0; i < 40; i++) {
				events.append((i > 0) ? "," : "")
					.append(event("\"step-" + (batch * 40 + i) + "\"", "wide", "r1", "{}", "true"));
			}
			post(events + "]");
		}
		open("#flow=wide&runId=r1");
		await("list").untilAsserted(() -> assertThat(browser.findAll(".step-list button")).hasSize(160));
		browser.find("[data-step=step-7]").click();
		assertThat(browser.text(".step-box h3")).isEqualTo("step-7");
	}

	@Test
	void unknownRunIsAwaited() {
		open("#flow=checkout&runId=nothing");
		await("message").untilAsserted(() -> assertThat(browser.text("#run")).contains("nothing", "Waiting"));
	}

	private String order(String scenario) {
		String order = send("/orders",
				"{\"items\":[{\"sku\":\"coffee\",\"quantity\":2},{\"sku\":\"mug\",\"quantity\":1}]," + "\"scenario\":\""
						+ scenario + "\"}")
			.body();
		return JsonMapper.shared().readTree(order).get("orderId").stringValue();
	}

	private String select(String order) {
		await("entry").untilAsserted(() -> assertThat(browser.text("#runs")).contains(order));
		entry(order).click();
		return order;
	}

	private static WebElement entry(String order) {
		return browser.findAll("#runs button")
			.stream()
			.filter((button) -> button.getText().contains(order))
			.findFirst()
			.orElseThrow();
	}

	private WebElement step(String id) {
		return browser.find("[data-step=" + id + "]");
	}

	private void open(String hash) {
		browser.open("about:blank");
		browser.open(url(hash));
		await("page").until(() -> browser.text("#live").equals("Live"));
		browser.run("window.loadedOnce = true");
	}

	private String url(String hash) {
		return "http://localhost:" + this.port + "/business-use/" + hash;
	}

	private void post(String events) {
		assertThat(send("/business-use/v1/events-batch", events).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> send(String path, String json) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.header("X-Api-Key", "any")
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json))
			.build();
		try {
			return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String act(String id, long ts) {
		return "{\"id\":\"" + id + "\",\"flow\":\"acts\",\"run_id\":\"r1\",\"type\":\"act\",\"ts\":" + ts
				+ ",\"data\":{}}";
	}

	private static String event(String id, String flow, String runId, String data, String script) {
		return "{\"id\":" + id + ",\"flow\":\"" + flow + "\",\"run_id\":\"" + runId
				+ "\",\"type\":\"assert\",\"ts\":1,\"data\":" + data
				+ ",\"dep_ids\":[],\"validator\":{\"engine\":\"js\",\"script\":\"" + script + "\"}}";
	}

	private static ConditionFactory await(String what) {
		return Awaitility.await(what).atMost(60, TimeUnit.SECONDS).ignoreExceptionsInstanceOf(WebDriverException.class);
	}

	private static String axe() {
		try (InputStream script = PageTests.class.getResourceAsStream("/axe.min.js")) {
			return new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

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
		browser.run("window.loadedOnce = true");
	}

	@AfterEach
	void nothingWentWrongInThePage() {
		assertThat(browser.errors()).isEmpty();
		assertThat(browser.run("return window.loadedOnce")).as("the page was never reloaded").isEqualTo(true);
	}

	@ParameterizedTest
	@CsvSource({ "good, passed, order_confirmed, passed, Validator passed",
			"declined, failed, payment_authorized, failed, Validator assertion failed",
			"skips-inventory, failed, order_confirmed, failed, Validator assertion failed",
			"confirms-late, failed, order_confirmed, failed, Timeout exceeded" })
	void anOrderIsPlacedAndItsRunAppearsByItself(String way, String run, String step, String status, String message) {
		String order = order(way);
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
	void aStepShowsItsValidatorTimingsAndEventData() {
		order("good");
		await("graph").untilAsserted(
				() -> assertThat(step("order_confirmed").getDomAttribute("data-status")).isEqualTo("passed"));
		step("payment_authorized").click();
		assertThat(browser.text(".step-box")).contains("payment_authorized", "The bank agrees",
				"data.approved === true", "item_added", "after that", "\"amount\": 3400");
		step("item_added").click();
		assertThat(browser.findAll(".event")).hasSize(2);
		step("order_confirmed").click();
		assertThat(browser.text(".step-box")).contains("500 ms after that");
	}

	@Test
	void theKeyboardIsEnough() {
		String first = order("good");
		await("graph").untilAsserted(
				() -> assertThat(step("order_confirmed").getDomAttribute("data-status")).isEqualTo("passed"));
		step("cart_created").sendKeys(Keys.ENTER);
		assertThat(browser.text(".step-box h3")).isEqualTo("cart_created");
		step("cart_created").sendKeys(Keys.ARROW_DOWN);
		assertThat(browser.text(".step-box h3")).isEqualTo("item_added");
		assertThat(browser.run("return document.activeElement.getAttribute('data-step')")).isEqualTo("item_added");

		browser.find("[data-way=declined]").sendKeys(Keys.ENTER);
		await("second run").until(() -> !browser.text("#run-title").equals(first));
		WebElement entry = browser.findAll("#runs button")
			.stream()
			.filter((button) -> button.getText().contains(first))
			.findFirst()
			.orElseThrow();
		entry.sendKeys(Keys.SPACE);
		await("first run again").until(() -> browser.text("#run-title").equals(first));
		assertThat(browser.run("return document.activeElement === arguments[0]", entry)).isEqualTo(true);
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void nothingIsInTheWayOfAScreenReader(String scheme) {
		browser.emulate("setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		order("declined");
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
	void itIsDarkForThoseWhoLikeIt() {
		String background = "return getComputedStyle(document.documentElement).backgroundColor";
		browser.emulate("setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "light"))));
		assertThat(browser.run(background)).isEqualTo("rgb(244, 245, 249)");
		browser.emulate("setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
		assertThat(browser.run(background)).isEqualTo("rgb(17, 20, 29)");
	}

	@Test
	void itFitsAPhone() {
		browser.emulate("setDeviceMetricsOverride",
				Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
		try {
			order("good");
			await("graph").untilAsserted(() -> assertThat(step("order_confirmed").isDisplayed()).isTrue());
			assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
		}
		finally {
			browser.emulate("clearDeviceMetricsOverride", Map.of());
		}
	}

	@Test
	void showsUntrustedStringsWithoutRunningThem() {
		String hostile = "<img src=x onerror=hacked=1><script>hacked=1</script>";
		post("[" + event("\"" + hostile + "\"", hostile, hostile, "{\"" + hostile + "\":\"</pre>" + hostile + "\"}",
				hostile) + "]");
		open("#flow=" + URLEncoder.encode(hostile, UTF_8) + "&runId=" + URLEncoder.encode(hostile, UTF_8));
		browser.run("window.loadedOnce = true");
		await("run").untilAsserted(() -> assertThat(browser.text(".step-box")).contains("</pre>" + hostile));
		assertThat(browser.text("#run-title")).isEqualTo(hostile);
		assertThat(browser.text(".step-box h3")).isEqualTo(hostile);
		assertThat(browser.text(".step-box .code")).isEqualTo(hostile);
		assertThat(browser.text("#runs")).contains(hostile);
		assertThat(browser.run("return typeof hacked")).isEqualTo("undefined");
		assertThat(browser.findAll("main img, main script")).isEmpty();
	}

	@Test
	void aRunThatCannotBeEvaluatedSaysWhy() {
		post("[" + event("\"loop\"", "loops", "r1", "{}", "true").replace("\"dep_ids\":[]", "\"dep_ids\":[\"loop\"]")
				+ "]");
		open("#flow=loops&runId=r1");
		browser.run("window.loadedOnce = true");
		await("problem").untilAsserted(() -> {
			assertThat(browser.text(".run-head")).contains("error", "depends on itself");
			assertThat(step("loop").getDomAttribute("aria-label")).contains("not evaluated");
		});
	}

	@Test
	void aLargeBatchIsEvaluated() {
		StringBuilder batch = new StringBuilder("[");
		for (int i = 0; i < 51; i++) {
			batch.append((i > 0) ? "," : "").append(event("\"many\"", "large", "r1", "{\"i\":" + i + "}", "true"));
		}
		post(batch + "]");
		open("#flow=large&runId=r1");
		browser.run("window.loadedOnce = true");
		await("evaluation").untilAsserted(() -> assertThat(browser.text(".run-head")).contains("passed"));
	}

	@Test
	void aFlowWithTooManyStepsToDrawIsListed() {
		for (int batch = 0; batch < 4; batch++) {
			StringBuilder events = new StringBuilder("[");
			for (int i = 0; i < 40; i++) {
				events.append((i > 0) ? "," : "")
					.append(event("\"step-" + (batch * 40 + i) + "\"", "wide", "r1", "{}", "true"));
			}
			post(events + "]");
		}
		open("#flow=wide&runId=r1");
		browser.run("window.loadedOnce = true");
		await("list").untilAsserted(() -> assertThat(browser.findAll(".step-list button")).hasSize(160));
		browser.find("[data-step=step-7]").click();
		assertThat(browser.text(".step-box h3")).isEqualTo("step-7");
	}

	@Test
	void anUnknownRunIsWaitedFor() {
		open("#flow=checkout&runId=nothing");
		browser.run("window.loadedOnce = true");
		await("message").untilAsserted(() -> assertThat(browser.text("#run")).contains("nothing", "Waiting"));
	}

	private String order(String way) {
		browser.run("document.getElementById('placed').textContent = ''");
		browser.find("[data-way=" + way + "]").click();
		await("answer").until(() -> !browser.text("#placed").isEmpty());
		String placed = browser.text("#placed");
		assertThat(placed).startsWith("order-");
		return placed.substring(0, placed.indexOf(':'));
	}

	private WebElement step(String id) {
		return browser.find("[data-step=" + id + "]");
	}

	private void open(String hash) {
		browser.open("about:blank");
		browser.open("http://localhost:" + this.port + "/" + hash);
		await("page").until(() -> browser.text("#live").equals("Live"));
	}

	private void post(String events) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/v1/events-batch"))
			.header("X-Api-Key", "sample")
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(events))
			.build();
		try {
			assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
				.isEqualTo(200);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
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

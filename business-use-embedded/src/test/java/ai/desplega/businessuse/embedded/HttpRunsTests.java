package ai.desplega.businessuse.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.RunResult;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static ai.desplega.businessuse.embedded.test.BusinessUseAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of evaluations in a real backend, with a server that returns scripted responses.
 */
class HttpRunsTests {

	private static final FlowDefinition CHECKOUT = FlowDefinition.builder("check out")
		.act("cart")
		.act("paid", (step) -> step.depIds("cart"))
		.assertion("confirmed", (step) -> step.depIds("paid").validator((data, ctx) -> !ctx.deps("paid").isEmpty()))
		.build();

	private static final String CART = "{\"node_id\":\"cart\",\"dep_node_ids\":[],\"status\":\"passed\",\"message\":"
			+ "\"No validator\",\"error\":null,\"ev_ids\":[\"e1\"]}";

	private static final String EVENTS = "[{\"id\":\"e2\",\"flow\":\"check out\",\"run_id\":\"18\",\"node_id\":\"cart\","
			+ "\"type\":\"act\",\"ts\":1,\"data\":{}},{\"id\":\"e1\",\"flow\":\"check out\",\"run_id\":\"17\","
			+ "\"node_id\":\"cart\",\"type\":\"act\",\"ts\":9007199254740993,\"data\":{\"items\":2}}]";

	private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

	private final Queue<String> evaluations = new ConcurrentLinkedQueue<>();

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/base/v1/run-eval", (exchange) -> answer(exchange, this.evaluations.remove()));
		this.server.createContext("/base/v1/events", (exchange) -> answer(exchange, "200 " + EVENTS));
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void resultContainsEventsOfItsRun() {
		this.evaluations.add("200 " + evaluation("passed", CART));
		RunResult run = runs().evaluate("check out", 17);
		assertThat(run).hasPassed().hasRecordedExactly("cart").step("cart").hasPassed().hasData("items", 2);
		assertThat(run.steps()).hasSize(1);
		assertThat(this.requests.get(0)).startsWith("POST /base/v1/run-eval the-key")
			.contains("\"run_id\":\"17\"", "\"flow\":\"check out\"");
		assertThat(this.requests.get(1)).startsWith("GET /base/v1/events?flow=check+out&limit=100&offset=0 the-key");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(run::unnoticedSteps);
	}

	@Test
	void declaredStepUnknownToBackendIsMissing() {
		this.evaluations.add("200 " + evaluation("passed", CART));
		RunResult run = runs(CHECKOUT).evaluate("check out", 17);
		assertThat(run.missing()).containsExactly("paid", "confirmed");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(run).hasPassed())
			.withMessageContaining("the backend doesn't know the declared step 'confirmed'");
	}

	@Test
	void aFailedStepHasMessageAndError() {
		this.evaluations.add("200 " + evaluation("failed", "{\"node_id\":\"confirmed\",\"dep_node_ids\":[\"paid\"],"
				+ "\"status\":\"failed\",\"message\":\"Validator assertion failed\",\"error\":\"boom\",\"ev_ids\":[]}"));
		assertThat(runs().evaluate("check out", 17)).hasFailedAt("confirmed")
			.step("confirmed")
			.hasFailedWith("Validator assertion failed: boom");
	}

	@Test
	void throwsForStatusOtherThan200() {
		this.evaluations.add("403 {\"detail\":\"Invalid API key\"}");
		assertThatIllegalStateException().isThrownBy(() -> runs().evaluate("check out", 17))
			.withMessageContaining(
					"responded with status 403 to POST /base/v1/run-eval: {\"detail\":\"Invalid API key\"}")
			.withMessageNotContaining("the-key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "403 Unknown key: the-key", "500 the-key", "200 the-key", "200 \"the-key" })
	void exceptionsContainNeitherKeyNorPassword(String answer) {
		this.evaluations.add(answer);
		URI url = URI.create("http://user:password@localhost:" + this.server.getAddress().getPort() + "/base");
		BusinessRuns runs = BusinessRuns.of(url, "the-key");
		Throwable failure = catchThrowable(() -> runs.evaluate("check out", 17));
		assertThat(failure).hasMessageContaining("The backend at http://localhost:").hasMessageContaining("***");
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).doesNotContain("the-key", "password");
	}

	@Test
	void reportsUnknownRun() {
		this.evaluations.add("500 Internal Server Error");
		assertThatIllegalStateException().isThrownBy(() -> runs().evaluate("check out", 17))
			.withMessageContaining("responded with status 500")
			.withMessageContaining("if the backend has no event of run '17' of flow 'check out'");
	}

	@Test
	void reportsUnreachableBackend() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		BusinessRuns runs = BusinessRuns.of(URI.create("http://localhost:" + port), "the-key");
		assertThatIllegalStateException().isThrownBy(() -> runs.evaluate("check out", 17))
			.withMessageContaining("The backend at http://localhost:" + port + " did not respond: ");
	}

	@Test
	void awaitPollsUntilTheRunHasPassed() {
		this.evaluations.addAll(
				List.of("500 Internal Server Error", "200 " + evaluation("running", CART.replace("passed", "running")),
						"200 " + evaluation("passed", CART)));
		assertThat(runs().await(Duration.ofSeconds(60)).evaluate("check out", 17)).hasPassed();
		assertThat(this.evaluations).isEmpty();
	}

	@Test
	void awaitReturnsLatestResult() {
		this.evaluations.add("200 " + evaluation("running", CART.replace("passed", "running")));
		assertThat(runs().await(Duration.ZERO).evaluate("check out", 17)).isRunning();
	}

	@Test
	void timeoutsOfARealBackendCannotBeSkipped() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> runs().evaluateAfterTimeouts("check out", 17));
	}

	@Test
	void rejectsUnusableUrlAndKey() {
		assertThatIllegalArgumentException().isThrownBy(() -> BusinessRuns.of(URI.create("localhost:1"), "k"))
			.withMessageContaining("must be like http://localhost:13370");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> BusinessRuns.of(URI.create("http://localhost:1"), "the\nkey"))
			.withMessageNotContaining("the\nkey");
	}

	private BusinessRuns runs(FlowDefinition... flows) {
		return BusinessRuns.of(URI.create("http://localhost:" + this.server.getAddress().getPort() + "/base/"),
				"the-key", flows);
	}

	private static String evaluation(String status, String steps) {
		return "{\"status\":\"" + status + "\",\"elapsed_ns\":1,\"graph\":{},\"exec_info\":[" + steps
				+ "],\"ev_ids\":[\"e1\"]}";
	}

	private void answer(HttpExchange exchange, String answer) throws IOException {
		this.requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
				+ exchange.getRequestHeaders().getFirst("X-Api-Key") + " "
				+ new String(exchange.getRequestBody().readAllBytes(), UTF_8));
		byte[] body = answer.substring(4).getBytes(UTF_8);
		exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
	}

}

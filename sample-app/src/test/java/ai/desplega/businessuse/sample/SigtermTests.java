package ai.desplega.businessuse.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that the sample sends its queued events if its process is stopped by SIGTERM, as
 * by an orchestrator.
 */
class SigtermTests {

	private static final int ORDERS = 150;

	private static final int EVENTS_OF_AN_ORDER = 7;

	private static final String ORDER = "{\"items\":[{\"sku\":\"coffee\",\"quantity\":1},{\"sku\":\"mug\",\"quantity\":1}]}";

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final int TERMINATED = 128 + 15;

	private final Queue<String> events = new ConcurrentLinkedQueue<>();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@TempDir
	private Path directory;

	@Test
	void sendsAllQueuedEventsAfterSigterm() throws Exception {
		HttpServer backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		backend.createContext("/", this::answer);
		backend.start();
		Path output = Files.createFile(this.directory.resolve("output.txt"));
		Process sample = start(backend.getAddress().getPort(), output);
		try {
			URI orders = URI.create("http://127.0.0.1:" + port(sample, output) + "/orders");
			for (int i = 0; i < ORDERS; i++) {
				assertThat(order(orders)).isEqualTo(201);
			}
			assertThat(this.events).as("events that were sent before").isEmpty();
			sample.destroy();
			assertThat(sample.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(sample.exitValue()).as(Files.readString(output)).isEqualTo(TERMINATED);
			assertThat(this.events).hasSizeGreaterThan(1000)
				.hasSize(ORDERS * EVENTS_OF_AN_ORDER)
				.doesNotHaveDuplicates();
		}
		finally {
			sample.destroyForcibly();
			backend.stop(0);
		}
	}

	private static Process start(int backendPort, Path output) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), SampleApplication.class.getName(), "--server.port=0",
				"--logging.level.org.springframework.boot.tomcat=info")
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().put("BUSINESS_USE_URL", "http://127.0.0.1:" + backendPort);
		builder.environment().put("BUSINESS_USE_API_KEY", "real-key");
		builder.environment().put("BUSINESS_USE_BATCH_SIZE", "10000");
		builder.environment().put("BUSINESS_USE_BATCH_INTERVAL", "1h");
		return builder.start();
	}

	private static String port(Process sample, Path output) {
		return await().atMost(60, TimeUnit.SECONDS).until(() -> {
			assertThat(sample.isAlive()).as(Files.readString(output)).isTrue();
			Matcher matcher = PORT.matcher(Files.readString(output));
			return matcher.find() ? matcher.group(1) : "";
		}, (port) -> !port.isEmpty());
	}

	private int order(URI orders) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(orders)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(ORDER))
			.build();
		return this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
		if (exchange.getRequestURI().getPath().equals("/v1/events-batch")) {
			JsonMapper.shared().readTree(request).forEach((event) -> this.events.add(event.toString()));
		}
		byte[] body = "{\"status\":\"success\",\"message\":\"Ok\"}".getBytes(UTF_8);
		exchange.sendResponseHeaders(200, body.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
	}

}

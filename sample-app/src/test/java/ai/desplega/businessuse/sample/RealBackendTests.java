package ai.desplega.businessuse.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RealBackendTests {

	private final Queue<String> received = new ConcurrentLinkedQueue<>();

	@Test
	void usesRealBackendAndShowsIt() throws Exception {
		HttpServer backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		backend.createContext("/", this::answer);
		backend.start();
		try (ConfigurableApplicationContext sample = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--business-use.url=http://localhost:" + backend.getAddress().getPort(),
				"--business-use.api-key=real-key")) {
			String own = sample.getEnvironment().resolvePlaceholders("http://localhost:${local.server.port}");
			assertThat(send(HttpRequest.newBuilder(URI.create(own + "/orders"))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{\"items\":[{\"sku\":\"mug\",\"quantity\":1}]}")))
				.statusCode()).isEqualTo(201);
			await().atMost(30, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(this.received)
					.anySatisfy((request) -> assertThat(request).startsWith("POST /v1/events-batch real-key")
						.contains("order_confirmed")));
			assertThat(send(HttpRequest.newBuilder(URI.create(own + "/backend"))).body())
				.isEqualTo("{\"url\":\"http://localhost:" + backend.getAddress().getPort() + "\"}");
			assertThat(send(HttpRequest.newBuilder(URI.create(own + "/business-use/"))).statusCode()).isEqualTo(404);
			assertThat(
					send(HttpRequest.newBuilder(URI.create(own + "/business-use/v1/status")).header("X-Api-Key", "k"))
						.statusCode())
				.isEqualTo(404);
		}
		finally {
			backend.stop(0);
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
				+ exchange.getRequestHeaders().getFirst("X-Api-Key") + " "
				+ new String(exchange.getRequestBody().readAllBytes(), UTF_8));
		byte[] body = "{\"status\":\"success\",\"message\":\"Ok\"}".getBytes(UTF_8);
		exchange.sendResponseHeaders(200, body.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}

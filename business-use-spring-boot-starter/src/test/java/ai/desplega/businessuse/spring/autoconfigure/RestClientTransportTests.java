package ai.desplega.businessuse.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import ai.desplega.businessuse.transport.EncodedEvent;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.TransportResponse;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.web.client.RestClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link RestClientTransport}. The tests of the core cover the handling of
 * connections.
 */
@Timeout(60)
class RestClientTransportTests {

	@RegisterExtension
	static WireMockExtension backend = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort())
		.build();

	@Test
	void postsBatchInBackendFormat() throws IOException {
		backend.stubFor(post("/v1/events-batch").willReturn(okJson("{\"status\":\"success\"}")));
		TransportResponse response = transport().send(batch("{\"id\":\"a\"}", "{\"id\":\"b\"}"), Duration.ofMinutes(1));
		assertThat(response.isSuccess()).isTrue();
		assertThat(response.body()).isEqualTo("{\"status\":\"success\"}");
		backend.verify(1,
				postRequestedFor(urlEqualTo("/v1/events-batch")).withHeader("X-Api-Key", equalTo("secret"))
					.withHeader("Content-Type", equalTo("application/json"))
					.withHeader("Content-Length", equalTo("23"))
					.withHeader("Transfer-Encoding", absent())
					.withHeader("Upgrade", absent())
					.withRequestBody(equalToJson("[{\"id\":\"a\"},{\"id\":\"b\"}]")));
	}

	@Test
	void theKeyIsCheckedAtTheStatus() throws IOException {
		String detail = "{\"detail\":\"Invalid API key\"}";
		backend.stubFor(any(anyUrl()).willReturn(jsonResponse(detail, 403)));
		TransportResponse response = transport().check();
		assertThat(response.isUnauthorized()).isTrue();
		assertThat(response.body()).isEqualTo(detail);
		assertThat(response).hasToString("GET " + backend.baseUrl() + "/v1/status returned HTTP 403: " + detail);
		backend.verify(1, getRequestedFor(urlEqualTo("/v1/status")).withHeader("X-Api-Key", equalTo("secret")));
	}

	@Test
	void aLoginPageIsRejected() throws IOException {
		backend.stubFor(any(anyUrl()).willReturn(ok("<html>").withHeader("Content-Type", "text/html")));
		TransportResponse response = transport().send(batch("{}"), Duration.ofMinutes(1));
		assertThat(response.isSuccess()).isFalse();
		assertThat(response).asString().contains("The server is not a Business-Use backend", backend.baseUrl());
	}

	@Test
	void customizersReceiveUnmodifiedResponse() throws IOException {
		backend.stubFor(any(anyUrl())
			.willReturn(jsonResponse("{}", 200).withStatusMessage("Fine").withHeader("X-Served-By", "one", "two")));
		List<String> seen = new ArrayList<>();
		transport((builder) -> builder.requestInterceptor((request, body, execution) -> {
			ClientHttpResponse response = execution.execute(request, body);
			seen.add(response.getStatusText() + ", " + response.getHeaders().getFirst("X-Served-By"));
			return response;
		})).check();
		assertThat(seen).containsExactly("Fine, one, two");
	}

	@Test
	void aRequestOfTheApplicationsOwnFactoryCanBeAborted() throws Exception {
		CountDownLatch sending = new CountDownLatch(1);
		RestClientTransport transport = transport((builder) -> builder.requestFactory((uri, method) -> {
			sending.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				throw new IOException("interrupted", ex);
			}
			throw new IllegalStateException("not aborted");
		}));
		CompletableFuture<TransportResponse> response = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				response.complete(transport.check());
			}
			catch (Throwable ex) {
				response.completeExceptionally(ex);
			}
		});
		thread.start();
		sending.await();
		transport.abort();
		assertThat(response).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withRootCauseInstanceOf(InterruptedException.class);
	}

	@Test
	void abortBeforeTheRequestInterruptsIt() {
		RestClientTransport transport = transport((builder) -> builder.requestFactory((uri, method) -> {
			if (Thread.interrupted()) {
				throw new IOException("interrupted");
			}
			throw new IllegalStateException("not aborted");
		}));
		transport.abort();
		assertThatIOException().isThrownBy(transport::check).withStackTraceContaining("interrupted");
	}

	@Test
	void noMessageConvertersAreLoaded() {
		assertThat(transport()).extracting("client.messageConverters")
			.asInstanceOf(InstanceOfAssertFactories.LIST)
			.isEmpty();
	}

	@Test
	void keepsPathOfUrl() throws IOException {
		backend.stubFor(any(anyUrl()).willReturn(ok()));
		new RestClientTransport(URI.create(backend.baseUrl() + "/behind/a%20proxy/"), "secret", Duration.ofSeconds(2),
				Duration.ofSeconds(10), (builder) -> {
				})
			.check();
		backend.verify(1, getRequestedFor(urlEqualTo("/behind/a%20proxy/v1/status")));
	}

	@Test
	void returnsEveryStatusWithoutException() throws IOException {
		for (int status : List.of(204, 302, 400, 401, 404, 422, 500, 503, 599, 999)) {
			backend.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withHeader("Location", "/else")));
			assertThat(transport().send(batch("{}"), Duration.ofMinutes(1)).status()).isEqualTo(status);
		}
		backend.verify(0, getRequestedFor(urlEqualTo("/else")));
		backend.verify(0, postRequestedFor(urlEqualTo("/else")));
	}

	@Test
	void aBrokenConnectionIsAnIOException() {
		backend.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		assertThatIOException().isThrownBy(() -> transport().send(batch("{}"), Duration.ofMinutes(1)));
	}

	@Test
	void masksKeyInResponse() throws IOException {
		backend.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(400).withBody("no such key: secret")));
		assertThat(transport().check().body()).isEqualTo("no such key: ***");
	}

	@Test
	void truncatesLargeResponseBody() throws IOException {
		backend.stubFor(any(anyUrl()).willReturn(ok("x".repeat(1_000_000))));
		assertThat(transport().check().body()).hasSize(1024);
	}

	@Test
	void customizersMayAddHeadersAndInterceptors() throws IOException {
		backend.stubFor(any(anyUrl()).willReturn(ok()));
		transport((builder) -> builder.defaultHeader("X-Team", "payments", "billing")
			.requestInterceptor((request, body, execution) -> {
				request.getHeaders().add("X-Seen", String.valueOf(body.length));
				return execution.execute(request, body);
			})).send(batch("{\"id\":\"a\"}"), Duration.ofMinutes(1));
		backend.verify(1,
				postRequestedFor(urlEqualTo("/v1/events-batch")).withHeader("X-Team", equalTo("payments, billing"))
					.withHeader("X-Seen", equalTo("12"))
					.withHeader("Content-Length", equalTo("12"))
					.withRequestBody(equalToJson("[{\"id\":\"a\"}]")));
	}

	@Test
	void failingInterceptorLosesOnlyItsBatch() throws IOException {
		backend.stubFor(any(anyUrl()).willReturn(ok()));
		RestClientTransport transport = transport(
				(builder) -> builder.requestInterceptor((request, body, execution) -> {
					if (body.length == 4) {
						throw new IllegalStateException("interceptor");
					}
					return execution.execute(request, body);
				}));
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> transport.send(batch("{}"), Duration.ofMinutes(1)));
		assertThat(transport.send(batch("{\"id\":\"a\"}"), Duration.ofMinutes(1)).isSuccess()).isTrue();
	}

	@Test
	@ExtendWith(CapturedLogExtension.class)
	void neverLogsKeyAtAnyLevel(CapturedLog log) throws IOException {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		backend.stubFor(any(anyUrl()).willReturn(ok()));
		List<String> loggers = List.of("org.springframework", "ai.desplega", "sun.net", "java.net");
		loggers.forEach((logger) -> logging.setLogLevel(logger, LogLevel.TRACE));
		try {
			transport().send(batch("{}"), Duration.ofMinutes(1));
		}
		finally {
			loggers.forEach((logger) -> logging.setLogLevel(logger, null));
		}
		assertThat(log.text()).doesNotContain("secret");
	}

	@Test
	void reusesConnectionForConsecutiveBatchesAndClosesItWhenIdle() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			CompletableFuture<Integer> requests = CompletableFuture.supplyAsync(() -> serveOne(server));
			RestClientTransport transport = new RestClientTransport(
					URI.create("http://127.0.0.1:" + server.getLocalPort()), "secret", Duration.ofSeconds(2),
					Duration.ofSeconds(10), (builder) -> {
					});
			assertThat(transport.check().isSuccess()).isTrue();
			assertThat(transport.check().isSuccess()).isTrue();
			transport.releaseConnections();
			assertThat(requests.get(10, TimeUnit.SECONDS)).isEqualTo(2);
		}
	}

	static Stream<Consumer<RestClient.Builder>> requestFactories() {
		return Stream.of((builder) -> {
		}, (builder) -> builder.requestFactory(new JdkClientHttpRequestFactory()));
	}

	@ParameterizedTest
	@MethodSource("requestFactories")
	void abortsHungRequestFromOtherThread(Consumer<RestClient.Builder> customizer) throws Exception {
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			RestClientTransport transport = new RestClientTransport(
					URI.create("http://127.0.0.1:" + server.getLocalPort()), "secret", Duration.ofSeconds(2),
					Duration.ofMinutes(10), customizer);
			CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> failureOf(transport));
			try (Socket accepted = server.accept()) {
				assertThat(accepted.getInputStream().read()).isEqualTo('G');
				transport.abort();
				assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
			}
		}
	}

	private static Throwable failureOf(RestClientTransport transport) {
		try {
			return new AssertionError(transport.check());
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	/**
	 * Serve one connection until the client closes it.
	 * @return the number of requests
	 */
	private static int serveOne(ServerSocket server) {
		try (Socket socket = server.accept()) {
			InputStream in = socket.getInputStream();
			StringBuilder received = new StringBuilder();
			int requests = 0;
			for (int read = in.read(); read >= 0 && requests < 100; read = in.read()) {
				received.append((char) read);
				if (received.toString().endsWith("\r\n\r\n")) {
					requests++;
					received.setLength(0);
					socket.getOutputStream()
						.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
				}
			}
			return requests;
		}
		catch (IOException ex) {
			return -1;
		}
	}

	private static RestClientTransport transport() {
		return transport((builder) -> {
		});
	}

	private static RestClientTransport transport(Consumer<RestClient.Builder> customizer) {
		return new RestClientTransport(URI.create(backend.baseUrl()), "secret", Duration.ofSeconds(2),
				Duration.ofSeconds(10), customizer);
	}

	private static EventBatch batch(String... events) {
		return EventBatch
			.of(Stream.of(events).map((event) -> EncodedEvent.of(event.getBytes(StandardCharsets.UTF_8))).toList());
	}

}

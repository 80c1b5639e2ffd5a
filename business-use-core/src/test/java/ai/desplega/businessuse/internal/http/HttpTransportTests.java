package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import ai.desplega.businessuse.testing.ScriptedBackend;
import ai.desplega.businessuse.testing.ScriptedBackend.Request;
import ai.desplega.businessuse.testing.ScriptedBackend.Script;
import ai.desplega.businessuse.transport.TransportResponse;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of requests, responses and the use of connections without faults.
 */
@Timeout(30)
class HttpTransportTests {

	private static final TransportResponse OK = TransportResponse.of(200, "{}");

	@Test
	void aBatchIsPostedAsAJsonArray() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(Script.OK)) {
			TransportResponse response = Requests.patient(backend)
				.send(Requests.batch("{\"id\":\"a\"}", "{\"ü\":1}"), Requests.PATIENT);
			assertThat(response).isEqualTo(OK);
			Request request = backend.requests().get(0);
			assertThat(request.requestLine()).isEqualTo("POST /v1/events-batch HTTP/1.1");
			assertThat(request.text()).isEqualTo("[{\"id\":\"a\"},{\"ü\":1}]");
			assertThat(request.headerLines()).containsExactlyInAnyOrder("host: 127.0.0.1:" + backend.port(),
					"x-api-key: " + Requests.KEY, "content-type: application/json",
					"content-length: " + request.body().length, "accept: application/json",
					"user-agent: business-use-jvm");
		}
	}

	@Test
	void checksKeyWithGetWithoutBody() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(Script.OK)) {
			assertThat(Requests.patient(backend).check()).isEqualTo(OK);
			Request request = backend.requests().get(0);
			assertThat(request.requestLine()).isEqualTo("GET /v1/status HTTP/1.1");
			assertThat(request.headerLines()).containsExactlyInAnyOrder("host: 127.0.0.1:" + backend.port(),
					"x-api-key: " + Requests.KEY, "accept: application/json", "user-agent: business-use-jvm");
		}
	}

	@Test
	void neverRequestsUpgradeToHttp2() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			transport.check();
			transport.send(Requests.batch("{}"), Requests.PATIENT);
			assertThat(backend.received()).doesNotContainIgnoringCase("upgrade")
				.doesNotContainIgnoringCase("h2c")
				.doesNotContainIgnoringCase("http2-settings")
				.doesNotContainIgnoringCase("expect")
				.doesNotContainIgnoringCase("chunked");
		}
	}

	@Test
	void theUrlOfTheBackendMayHaveAPath() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(Script.OK)) {
			HttpTransport transport = Requests.patient(URI.create(backend.url() + "/business/use"));
			transport.check();
			transport.send(Requests.batch("{}"), Requests.PATIENT);
			assertThat(backend.requests()).extracting(Request::requestLine)
				.containsExactly("GET /business/use/v1/status HTTP/1.1", "POST /business/use/v1/events-batch HTTP/1.1");
		}
	}

	@Test
	void aPathOutsideOfAsciiIsEscaped() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(Script.OK)) {
			Requests.patient(URI.create(backend.url() + "/bücher/%20/日")).check();
			assertThat(backend.requests().get(0).requestLine())
				.isEqualTo("GET /b%C3%BCcher/%20/%E6%97%A5/v1/status HTTP/1.1");
		}
	}

	@Test
	void supportsIpv6Address() throws IOException {
		InetAddress loopback = InetAddress.getByName("::1");
		ServerSocket server = null;
		try {
			server = new ServerSocket(0, 50, loopback);
		}
		catch (IOException ex) {
			Assumptions.abort("There is no IPv6 here");
		}
		try (ScriptedBackend backend = new ScriptedBackend(server, Script.OK)) {
			HttpTransport transport = Requests.patient(URI.create("http://[::1]:" + backend.port()));
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(OK);
			assertThat(backend.requests().get(0).header("Host")).isEqualTo("[::1]:" + backend.port());
		}
	}

	@Test
	void batchesInARowTakeOneConnection() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			transport.check();
			for (int i = 0; i < 5; i++) {
				assertThat(transport.send(Requests.batch("{\"n\":" + i + "}"), Requests.PATIENT)).isEqualTo(OK);
			}
			assertThat(backend.connections()).isOne();
			assertThat(backend.requests()).extracting(Request::text)
				.containsExactly("", "[{\"n\":0}]", "[{\"n\":1}]", "[{\"n\":2}]", "[{\"n\":3}]", "[{\"n\":4}]");
		}
	}

	@Test
	void clientClosesIdleConnection() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		Script untilClosed = (connection) -> {
			connection.readRequest();
			connection.respond(200, "{}");
			connection.awaitClose();
			closed.countDown();
		};
		try (ScriptedBackend backend = new ScriptedBackend(untilClosed, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			transport.send(Requests.batch("{}"), Requests.PATIENT);
			transport.releaseConnections();
			closed.await();
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(OK);
			assertThat(backend.connections()).isEqualTo(2);
		}
	}

	@Test
	void closedIdleConnectionLosesNoBatch() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		Script once = (connection) -> {
			connection.readRequest();
			connection.respond(200, "{}");
			connection.socket().close();
			closed.countDown();
		};
		try (ScriptedBackend backend = new ScriptedBackend(once, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			transport.send(Requests.batch("{\"n\":1}"), Requests.PATIENT);
			closed.await();
			assertThat(transport.send(Requests.batch("{\"n\":2}"), Requests.PATIENT)).isEqualTo(OK);
			assertThat(backend.requests()).extracting(Request::text).containsExactly("[{\"n\":1}]", "[{\"n\":2}]");
		}
	}

	@Test
	void resetIdleConnectionLosesNoBatch() throws Exception {
		CountDownLatch reset = new CountDownLatch(1);
		Script once = (connection) -> {
			connection.readRequest();
			connection.respond(200, "{}");
			connection.reset();
			reset.countDown();
		};
		try (ScriptedBackend backend = new ScriptedBackend(once, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			transport.send(Requests.batch("{}"), Requests.PATIENT);
			reset.await();
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(OK);
		}
	}

	/**
	 * Otherwise, the second response would be read as the response to the second batch.
	 */
	@Test
	void connectionWithUnexpectedBytesIsNotReused() throws Exception {
		CountDownLatch written = new CountDownLatch(1);
		Script twoAnswers = (connection) -> {
			connection.readRequest();
			connection.respond(200, "{}");
			connection.respond(408, "waited in vain");
			written.countDown();
			connection.hang();
		};
		try (ScriptedBackend backend = new ScriptedBackend(twoAnswers, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			transport.send(Requests.batch("{}"), Requests.PATIENT);
			written.await();
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(OK);
		}
	}

	/**
	 * After a 5xx, the real backend closes the connection with a delay and without
	 * announcing it, so a check of the connection may be too early.
	 */
	@Test
	void noConnectionIsUsedAgainAfterA5xx() throws IOException {
		Script failing = (connection) -> {
			connection.readRequest();
			connection.respond(500, "Internal Server Error");
			connection.readRequest();
		};
		try (ScriptedBackend backend = new ScriptedBackend(failing, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			assertThat(transport.send(Requests.batch("{\"n\":1}"), Requests.PATIENT))
				.isEqualTo(TransportResponse.of(500, "Internal Server Error"));
			assertThat(transport.send(Requests.batch("{\"n\":2}"), Requests.PATIENT)).isEqualTo(OK);
			assertThat(backend.requests()).extracting(Request::text).containsExactly("[{\"n\":1}]", "[{\"n\":2}]");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 413, 422, 429 })
	void errorResponseIsReturnedAndKeepsConnection(int status) throws IOException {
		Script refusing = (connection) -> {
			while (true) {
				connection.readRequest();
				connection.respond(status, "{\"detail\":\"no\"}");
			}
		};
		try (ScriptedBackend backend = new ScriptedBackend(refusing)) {
			HttpTransport transport = Requests.patient(backend);
			TransportResponse refusal = TransportResponse.of(status, "{\"detail\":\"no\"}");
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(refusal);
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(refusal);
			assertThat(backend.connections()).isOne();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
			"HTTP/1.1 200 OK\r\nconnection: foo, Close\r\nContent-Length: 2\r\n\r\n{}",
			"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}" })
	void obeysConnectionCloseHeader(String answer) throws IOException {
		Script saysClose = (connection) -> {
			connection.readRequest();
			connection.write(answer);
			connection.readRequest();
		};
		try (ScriptedBackend backend = new ScriptedBackend(saysClose, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(OK);
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(OK);
			assertThat(backend.connections()).isEqualTo(2);
			assertThat(backend.requests()).hasSize(2);
		}
	}

	static Stream<String> complete() {
		return Stream.of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "HTTP/1.1 200\r\ncontent-length:2\r\n\r\n{}",
				"HTTP/1.1 200 OK\nContent-Length: 2\n\n{}",
				"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;a=b\r\n}\r\n0\r\n\r\n",
				"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n002 \r\n{}\r\n000\r\n\r\n",
				"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
				"HTTP/1.1 103 Early Hints\r\nLink: x\r\nContent-Length: 7\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
						+ "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
	}

	@ParameterizedTest
	@MethodSource("complete")
	void delimitedResponseKeepsConnection(String answer) throws IOException {
		Script answering = (connection) -> {
			while (true) {
				connection.readRequest();
				connection.write(answer);
			}
		};
		try (ScriptedBackend backend = new ScriptedBackend(answering)) {
			HttpTransport transport = Requests.patient(backend);
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(OK);
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(OK);
			assertThat(backend.connections()).isOne();
		}
	}

	@Test
	void responseWithoutBodyKeepsConnection() throws IOException {
		Script empty = (connection) -> {
			while (true) {
				connection.readRequest();
				connection.write("HTTP/1.1 204 No Content\r\n\r\n");
			}
		};
		try (ScriptedBackend backend = new ScriptedBackend(empty)) {
			HttpTransport transport = Requests.patient(backend);
			transport.send(Requests.batch("{}"), Requests.PATIENT);
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(TransportResponse.of(204, ""));
			assertThat(backend.connections()).isOne();
		}
	}

	@Test
	void aBodyWithoutALengthEndsWithTheConnection() throws IOException {
		Script closing = (connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\n\r\n{}");
		};
		try (ScriptedBackend backend = new ScriptedBackend(closing)) {
			HttpTransport transport = Requests.patient(backend);
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(OK);
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT)).isEqualTo(OK);
			assertThat(backend.connections()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "TEXT/HTML; charset=utf-8", "text/plain", "application/xml" })
	void rejectsSuccessWithoutJson(String contentType) throws IOException {
		String page = "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nContent-Length: 6\r\n\r\n<html>";
		try (ScriptedBackend backend = new ScriptedBackend(answering(page))) {
			TransportResponse response = Requests.patient(backend).send(Requests.batch("{}"), Requests.PATIENT);
			assertThat(response.isSuccess()).isFalse();
			assertThat(response).hasToString("The server is not a Business-Use backend; check the URL:" + " POST "
					+ backend.url() + "/v1/events-batch returned content type '" + contentType + "', HTTP 200: <html>");
			assertThat(Requests.patient(backend).check().isSuccess()).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
			"content-type: Application/JSON;charset=UTF-8\r\nContent-Length: 2\r\n\r\n{}",
			"Content-Type: application/vnd.x+json\r\nContent-Length: 2\r\n\r\n{}", "Content-Length: 2\r\n\r\nok",
			"Content-Type: text/html\r\nContent-Length: 0\r\n\r\n" })
	void acceptsSuccessWithoutContentType(String rest) throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(answering("HTTP/1.1 200 OK\r\n" + rest))) {
			TransportResponse response = Requests.patient(backend).send(Requests.batch("{}"), Requests.PATIENT);
			assertThat(response.isSuccess()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html|<html>no</html>", "application/json|{\"message\":\"Forbidden\"}",
			"application/json|", "text/plain|{\"detail\":\"no\"}", "application/problem+json|{\"type\":\"x\"}" })
	void foreignRejectionIsNotAboutTheKey(String answer) throws IOException {
		String type = answer.substring(0, answer.indexOf('|'));
		String body = answer.substring(type.length() + 1);
		String refusal = "HTTP/1.1 403 Forbidden\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
				+ "\r\n\r\n" + body;
		try (ScriptedBackend backend = new ScriptedBackend(answering(refusal))) {
			TransportResponse response = Requests.patient(backend).check();
			assertThat(response.isUnauthorized()).isFalse();
			assertThat(response.status()).isEqualTo(403);
			assertThat(response).asString()
				.startsWith("GET " + backend.url() + "/v1/status returned HTTP 403")
				.contains(body);
		}
	}

	@Test
	void logsKeyRejectionWithRequest() throws IOException {
		Script refusing = (connection) -> {
			connection.readRequest();
			connection.respond(403, "{\"detail\":\"Invalid API key\"}");
		};
		try (ScriptedBackend backend = new ScriptedBackend(refusing)) {
			TransportResponse response = Requests.patient(backend).check();
			assertThat(response.isUnauthorized()).isTrue();
			assertThat(response)
				.hasToString("GET " + backend.url() + "/v1/status returned HTTP 403: {\"detail\":\"Invalid API key\"}");
		}
	}

	@ParameterizedTest
	@CsvSource({ "'', check the URL", "/v1, 'the configured URL ends in /v1: remove this part'" })
	void namesTheUrlThatIsNotFound(String path, String hint) throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(
				answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))) {
			TransportResponse response = Requests.patient(URI.create(backend.url() + path))
				.send(Requests.batch("{}"), Requests.PATIENT);
			assertThat(response).asString()
				.contains("POST " + backend.url() + path + "/v1/events-batch returned HTTP 404", hint);
		}
	}

	@Test
	void theTargetOfARedirectIsLoggedWithoutCredentials() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(answering("HTTP/1.1 307 Over There\r\n"
				+ "Location: https://user:hidden@login.example/start\r\nContent-Length: 0\r\n\r\n"))) {
			TransportResponse response = Requests.patient(backend).send(Requests.batch("{}"), Requests.PATIENT);
			assertThat(response).asString()
				.contains("HTTP 307", "redirects to https://login.example/start")
				.doesNotContain("hidden");
		}
	}

	private static Script answering(String answer) {
		return (connection) -> {
			while (true) {
				connection.readRequest();
				connection.write(answer);
			}
		};
	}

	/**
	 * Otherwise, the key would be sent to the host in the response.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 300, 301, 302, 303, 307, 308 })
	void aRedirectIsNotFollowed(int status) throws IOException {
		try (ScriptedBackend elsewhere = new ScriptedBackend(Script.OK)) {
			Script redirecting = (connection) -> {
				connection.readRequest();
				connection.write("HTTP/1.1 " + status + " Over There\r\nLocation: " + elsewhere.url()
						+ "/v1/events-batch\r\nContent-Length: 0\r\n\r\n");
				connection.awaitClose();
			};
			try (ScriptedBackend backend = new ScriptedBackend(redirecting)) {
				TransportResponse response = Requests.patient(backend).send(Requests.batch("{}"), Requests.PATIENT);
				assertThat(response).isEqualTo(TransportResponse.of(status, ""));
				assertThat(response.isSuccess()).isFalse();
				assertThat(elsewhere.connections()).isZero();
			}
		}
	}

}

package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;

import ai.desplega.businessuse.testing.FullServer;
import ai.desplega.businessuse.testing.ScriptedBackend;
import ai.desplega.businessuse.testing.ScriptedBackend.Script;
import ai.desplega.businessuse.transport.TransportResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests with backends that are unreachable, broken, slow or hostile. If a test doesn't
 * expect a timeout, the timeouts are so long that the test would fail if it waited for
 * one.
 */
@Timeout(30)
class HttpTransportFaultTests {

	private static final String OK_HEAD = "HTTP/1.1 200 OK\r\n";

	@Test
	void noOneListens() throws IOException {
		int port;
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = server.getLocalPort();
		}
		HttpTransport transport = Requests.patient(URI.create("http://127.0.0.1:" + port));
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT));
	}

	@Test
	void theHostHasNoAddress() {
		HttpTransport transport = Requests.patient(URI.create("http://backend.invalid:13370"));
		assertThatExceptionOfType(UnknownHostException.class)
			.isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT))
			.withMessageContaining("backend.invalid");
	}

	@Test
	void connectingHangs() throws IOException {
		try (FullServer server = new FullServer()) {
			HttpTransport transport = new HttpTransport(server.url(), Requests.KEY, Requests.SHORT, Requests.PATIENT);
			assertThatExceptionOfType(SocketTimeoutException.class)
				.isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT));
		}
	}

	static Stream<Script> silent() {
		return Stream.of((connection) -> connection.hang(), (connection) -> {
			connection.readRequest();
			connection.hang();
		}, (connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\nContent-Le");
			connection.hang();
		}, (connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 100 Continue\r\n\r\n");
			connection.hang();
		});
	}

	@ParameterizedTest
	@MethodSource("silent")
	void backendStopsRespondingBeforeResponse(Script script) throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(script)) {
			HttpTransport transport = new HttpTransport(backend.url(), Requests.KEY, Requests.PATIENT, Requests.SHORT);
			assertThatExceptionOfType(SocketTimeoutException.class)
				.isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT));
		}
	}

	/**
	 * Each byte arrives within the read timeout, so only a deadline for the whole
	 * response ends the request.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "H", "X-Drip: 1\r\n", "HTTP/1.1 100 Continue\r\n\r\n" })
	void headArrivesSlowly(String drop) throws IOException {
		Script dripping = (connection) -> {
			connection.readRequest();
			connection.write(drop.equals("H") ? "HTTP/1.1 200 " : drop.startsWith("X") ? OK_HEAD : "");
			connection.drip(drop, 20);
		};
		try (ScriptedBackend backend = new ScriptedBackend(dripping)) {
			HttpTransport transport = Requests.impatient(backend.url());
			assertThatExceptionOfType(SocketTimeoutException.class)
				.isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT));
		}
	}

	static Stream<Script> resetting() {
		return Stream.of((connection) -> connection.reset(), (connection) -> {
			connection.readHead();
			connection.reset();
		}, (connection) -> {
			connection.readRequest();
			connection.reset();
		}, (connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\nContent-Le");
			connection.reset();
		});
	}

	@ParameterizedTest
	@MethodSource("resetting")
	void theConnectionIsResetBeforeTheAnswer(Script script) throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(script, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			assertThatIOException().isThrownBy(() -> transport.send(Requests.batch("{\"n\":1}"), Requests.PATIENT));
			assertThat(transport.send(Requests.batch("{\"n\":2}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(backend.connections()).as("each batch is sent once").isEqualTo(2);
		}
	}

	@Test
	void theConnectionIsClosedWithoutAnAnswer() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend((connection) -> connection.readRequest())) {
			assertThatIOException()
				.isThrownBy(() -> Requests.patient(backend).send(Requests.batch("{}"), Requests.PATIENT))
				.withMessage("The connection was closed before the response was complete");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SSH-2.0-OpenSSH_9.6\r\n", "\u0015\u0003\u0001\u0000\u0002\u0002\u0050\r\n\r\n",
			"HTTP/2 200\r\n\r\n", "HTTP/1.1 OK\r\n\r\n", "HTTP/1.1 -20\r\n\r\n", "HTTP/1.1 099 x\r\n\r\n",
			"HTTP/1.1200 OK\r\n\r\n", "\r\n\r\n", "{\"status\":\"success\"}\r\n", "ICY 200 OK\r\n\r\n" })
	void theServerDoesNotSpeakHttp(String greeting) throws IOException {
		Script garbage = (connection) -> {
			connection.readRequest();
			connection.write(greeting);
			connection.hang();
		};
		try (ScriptedBackend backend = new ScriptedBackend(garbage, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			assertThatIOException().isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT))
				.withMessageStartingWith("Not an HTTP response: ");
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "X-Flood: 1\r\n", "\u00e9", "HTTP/1.1 100 Continue\r\n\r\n" })
	void theHeadNeverEnds(String drop) throws IOException {
		Script flooding = (connection) -> {
			connection.readRequest();
			connection.write(drop.startsWith("HTTP") ? "" : OK_HEAD);
			connection.drip(drop.repeat(1000), 0);
		};
		try (ScriptedBackend backend = new ScriptedBackend(flooding)) {
			assertThatIOException()
				.isThrownBy(() -> Requests.patient(backend).send(Requests.batch("{}"), Requests.PATIENT))
				.withMessage("The head of the response is larger than 32768 bytes");
		}
	}

	static Stream<Script> unfinishedBodies() {
		return Stream.of(body("Content-Length: 100", (connection) -> connection.hang()),
				body("Content-Length: 100", (connection) -> connection.reset()),
				body("Content-Length: 100", (connection) -> connection.socket().close()),
				body("X: no length", (connection) -> connection.drip("x", 100)),
				body("Transfer-Encoding: chunked", (connection) -> connection.drip("1", 100)),
				body("Transfer-Encoding: chunked", (connection) -> connection.reset()),
				body("Transfer-Encoding: chunked", (connection) -> connection.write("zzz\r\n")),
				body("Transfer-Encoding: chunked", (connection) -> connection.write("-1\r\n")));
	}

	private static Script body(String header, Script rest) {
		return (connection) -> {
			connection.readRequest();
			connection.write(OK_HEAD + header + "\r\n\r\n");
			rest.play(connection);
		};
	}

	/**
	 * The batch was accepted; a body that is never completed has no effect and causes no
	 * delay.
	 */
	@ParameterizedTest
	@MethodSource("unfinishedBodies")
	void bodyIsNeverCompleted(Script script) throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(script, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			assertThat(transport.send(Requests.batch("{\"n\":1}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(transport.send(Requests.batch("{\"n\":2}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(backend.connections()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100000000000", "Transfer-Encoding: chunked", "X: no length",
			"Content-Length: 99999999999999999999999", "Content-Length: -1" })
	void readsOnlyStartOfEndlessBody(String header) throws IOException {
		String drop = header.contains("chunked") ? "fffffffff\r\n" + "x".repeat(50_000) : "x".repeat(50_000);
		Script endless = (connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 422 No\r\n" + header + "\r\n\r\n");
			connection.drip(drop, 0);
		};
		try (ScriptedBackend backend = new ScriptedBackend(endless, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT))
				.isEqualTo(TransportResponse.of(422, "x".repeat(1024)));
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
		}
	}

	@Test
	void bodyOfMaximumSizeIsComplete() throws IOException {
		Script exact = (connection) -> {
			while (true) {
				connection.readRequest();
				connection.respond(422, "x".repeat(1024));
			}
		};
		try (ScriptedBackend backend = new ScriptedBackend(exact)) {
			HttpTransport transport = Requests.patient(backend);
			transport.send(Requests.batch("{}"), Requests.PATIENT);
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT))
				.isEqualTo(TransportResponse.of(422, "x".repeat(1024)));
			assertThat(backend.connections()).isOne();
		}
	}

	@Test
	void acceptsABinaryBody() throws IOException {
		Script binary = (connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 500 Broken\r\nContent-Length: 4\r\n\r\n");
			connection.socket().getOutputStream().write(new byte[] { (byte) 0xC3, 0x28, (byte) 0xFF, 0 });
		};
		try (ScriptedBackend backend = new ScriptedBackend(binary)) {
			assertThat(Requests.patient(backend).send(Requests.batch("{}"), Requests.PATIENT))
				.isEqualTo(TransportResponse.of(500, "\uFFFD(\uFFFD\0"));
		}
	}

	/**
	 * A proxy rejects a large request and closes the connection before reading the
	 * request.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void responseArrivesWhileBodyIsBeingWritten(boolean hangUp) throws IOException {
		Script early = (connection) -> {
			connection.readHead();
			connection.respond(413, "too large");
			if (!hangUp) {
				connection.skip(Requests.hugeBatch().contentLength());
				Script.OK.play(connection);
			}
		};
		try (ScriptedBackend backend = new ScriptedBackend(early, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			assertThat(transport.send(Requests.hugeBatch(), Requests.PATIENT))
				.isEqualTo(TransportResponse.of(413, "too large"));
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
		}
	}

	@Test
	void theConnectionIsResetWhileTheBodyIsBeingWritten() throws IOException {
		Script early = (connection) -> {
			connection.readHead();
			connection.reset();
		};
		try (ScriptedBackend backend = new ScriptedBackend(early, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			assertThatIOException().isThrownBy(() -> transport.send(Requests.hugeBatch(), Requests.PATIENT));
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
		}
	}

}

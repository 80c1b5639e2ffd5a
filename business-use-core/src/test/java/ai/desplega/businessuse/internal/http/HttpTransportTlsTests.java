package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import ai.desplega.businessuse.testing.ScriptedBackend;
import ai.desplega.businessuse.testing.ScriptedBackend.Connection;
import ai.desplega.businessuse.testing.ScriptedBackend.Request;
import ai.desplega.businessuse.testing.ScriptedBackend.Script;
import ai.desplega.businessuse.testing.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests with a backend behind TLS.
 */
@Timeout(30)
@Isolated("changes the socket factory and the proxies of the JVM")
class HttpTransportTlsTests {

	private static TestCertificate certificate;

	private static TestCertificate otherCertificate;

	private final SSLSocketFactory socketFactory = HttpsURLConnection.getDefaultSSLSocketFactory();

	private final ProxySelector proxies = ProxySelector.getDefault();

	@BeforeAll
	static void makeCertificates(@TempDir Path directory) throws Exception {
		certificate = TestCertificate.forName(directory, "dns:localhost,ip:127.0.0.1");
		otherCertificate = TestCertificate.forName(directory, "dns:elsewhere.example");
	}

	@BeforeEach
	void trustTheBackend() throws Exception {
		HttpsURLConnection.setDefaultSSLSocketFactory(certificate.trust());
	}

	@AfterEach
	void restore() {
		HttpsURLConnection.setDefaultSSLSocketFactory(this.socketFactory);
		ProxySelector.setDefault(this.proxies);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void batchesInARowTakeOneConnection(String protocol) throws Exception {
		try (ScriptedBackend backend = new ScriptedBackend(certificate.listen(protocol), Script.OK)) {
			HttpTransport transport = Requests.patient(url(backend));
			assertThat(transport.check().isSuccess()).isTrue();
			assertThat(transport.send(Requests.batch("{\"n\":1}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(transport.send(Requests.batch("{\"n\":2}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(backend.connections()).isOne();
			assertThat(backend.requests()).extracting(Request::text).containsExactly("", "[{\"n\":1}]", "[{\"n\":2}]");
			assertThat(backend.requests().get(0).header("Host")).isEqualTo("localhost:" + backend.port());
		}
	}

	@Test
	void resumesTlsSessionOnNextConnection() throws Exception {
		List<Long> sessionsCreated = new CopyOnWriteArrayList<>();
		Script remembering = (connection) -> {
			connection.readRequest();
			sessionsCreated.add(((SSLSocket) connection.socket()).getSession().getCreationTime());
			connection.respond(200, "{}");
			connection.awaitClose();
		};
		try (ScriptedBackend backend = new ScriptedBackend(certificate.listen("TLSv1.2"), remembering)) {
			HttpTransport transport = Requests.patient(url(backend));
			transport.send(Requests.batch("{}"), Requests.PATIENT);
			transport.releaseConnections();
			transport.send(Requests.batch("{}"), Requests.PATIENT);
			assertThat(backend.connections()).isEqualTo(2);
			assertThat(sessionsCreated).hasSize(2);
			assertThat(sessionsCreated.get(1)).isEqualTo(sessionsCreated.get(0));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void closedIdleConnectionLosesNoBatch(String protocol) throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		Script once = (connection) -> {
			connection.readRequest();
			connection.respond(200, "{}");
			connection.socket().close();
			closed.countDown();
		};
		try (ScriptedBackend backend = new ScriptedBackend(certificate.listen(protocol), once, Script.OK)) {
			HttpTransport transport = Requests.patient(url(backend));
			transport.send(Requests.batch("{}"), Requests.PATIENT);
			closed.await();
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(backend.connections()).isEqualTo(2);
		}
	}

	@Test
	void keyIsNotSentToUntrustedCertificate() throws Exception {
		HttpsURLConnection.setDefaultSSLSocketFactory(otherCertificate.trust());
		assertIsRefused(certificate);
	}

	@Test
	void keyIsNotSentToCertificateOfOtherHost() throws Exception {
		HttpsURLConnection.setDefaultSSLSocketFactory(otherCertificate.trust());
		assertIsRefused(otherCertificate);
	}

	private static void assertIsRefused(TestCertificate presented) throws Exception {
		try (ScriptedBackend backend = new ScriptedBackend(presented.listen(), Script.OK)) {
			HttpTransport transport = Requests.patient(url(backend));
			assertThatExceptionOfType(SSLHandshakeException.class)
				.isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT));
			assertThat(backend.received()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void hungBodyDoesNotDelayRequest(String protocol) throws Exception {
		Script hanging = (connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
			connection.hang();
		};
		try (ScriptedBackend backend = new ScriptedBackend(certificate.listen(protocol), hanging, Script.OK)) {
			HttpTransport transport = Requests.patient(url(backend));
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void endlessBodyDoesNotDelayRequest(String protocol) throws Exception {
		Script endless = (connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\n\r\n");
			connection.drip("x".repeat(10_000), 0);
		};
		try (ScriptedBackend backend = new ScriptedBackend(certificate.listen(protocol), endless, Script.OK)) {
			HttpTransport transport = Requests.patient(url(backend));
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
		}
	}

	/**
	 * Closing sends a TLS close_notify alert, but doesn't wait for that of the other
	 * side.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void closingIdleConnectionDoesNotBlock(String protocol) throws Exception {
		Script hanging = (connection) -> {
			connection.readRequest();
			connection.respond(200, "{}");
			connection.hang();
		};
		try (ScriptedBackend backend = new ScriptedBackend(certificate.listen(protocol), hanging)) {
			HttpTransport transport = Requests.patient(url(backend));
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
			transport.releaseConnections();
		}
	}

	@Test
	void headArrivesSlowly() throws Exception {
		Script dripping = (connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\n");
			connection.drip("x", 20);
		};
		try (ScriptedBackend backend = new ScriptedBackend(certificate.listen(), dripping)) {
			HttpTransport transport = new HttpTransport(url(backend), Requests.KEY, Requests.SHORT.multipliedBy(2),
					Requests.SHORT.multipliedBy(2));
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT));
		}
	}

	@Test
	void httpsGoesThroughATunnelOfTheProxy() throws Exception {
		try (ScriptedBackend backend = new ScriptedBackend(certificate.listen(), Script.OK);
				ScriptedBackend proxy = new ScriptedBackend((connection) -> tunnel(connection, backend.port()))) {
			ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
			HttpTransport transport = Requests.patient(url(backend));
			assertThat(transport.send(Requests.batch("{\"n\":1}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(transport.send(Requests.batch("{\"n\":2}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(proxy.connections()).isOne();
			assertThat(proxy.received()).startsWith("CONNECT localhost:" + backend.port() + " HTTP/1.1\r\n")
				.contains("Host: localhost:" + backend.port() + "\r\n")
				.doesNotContain(Requests.KEY);
			assertThat(backend.requests()).extracting(Request::requestLine)
				.containsOnly("POST /v1/events-batch HTTP/1.1");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 407, 502 })
	void reportsProxyThatRejectsTunnel(int status) throws Exception {
		Script refusing = (connection) -> {
			connection.readHead();
			connection.respond(status, "no");
		};
		try (ScriptedBackend proxy = new ScriptedBackend(refusing)) {
			ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
			HttpTransport transport = Requests.patient(URI.create("https://backend.example"));
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT))
				.withMessage("The proxy responded with HTTP " + status);
			assertThat(proxy.received()).startsWith("CONNECT backend.example:443 HTTP/1.1\r\n");
		}
	}

	private static void tunnel(Connection connection, int port) throws IOException {
		connection.readHead();
		connection.write("HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n");
		try (Socket backend = new Socket("127.0.0.1", port)) {
			CompletableFuture<Void> back = CompletableFuture.runAsync(() -> pipe(backend, connection.socket()));
			pipe(connection.socket(), backend);
			back.join();
		}
	}

	private static void pipe(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
			to.shutdownOutput();
		}
		catch (IOException ex) {
			// one of the two sides has closed the connection
		}
	}

	private static URI url(ScriptedBackend backend) {
		return URI.create("https://localhost:" + backend.port());
	}

}

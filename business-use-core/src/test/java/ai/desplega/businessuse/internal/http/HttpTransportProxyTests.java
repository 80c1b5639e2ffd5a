package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

import ai.desplega.businessuse.testing.ScriptedBackend;
import ai.desplega.businessuse.testing.ScriptedBackend.Request;
import ai.desplega.businessuse.testing.ScriptedBackend.Script;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests with an HTTP proxy and a backend without TLS; for tunnels, see
 * {@link HttpTransportTlsTests}.
 */
@Timeout(30)
@Isolated("changes the proxies of the JVM")
class HttpTransportProxyTests {

	private static final URI BACKEND = URI.create("http://backend.invalid/base");

	private final ProxySelector proxies = ProxySelector.getDefault();

	@AfterEach
	void restore() {
		ProxySelector.setDefault(this.proxies);
	}

	@Test
	void sendsWholeUrlToProxy() throws IOException {
		try (ScriptedBackend proxy = new ScriptedBackend(Script.OK)) {
			use(http(proxy.port()));
			HttpTransport transport = Requests.patient(BACKEND);
			transport.check();
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(proxy.requests()).extracting(Request::requestLine)
				.containsExactly("GET http://backend.invalid:80/base/v1/status HTTP/1.1",
						"POST http://backend.invalid:80/base/v1/events-batch HTTP/1.1");
			assertThat(proxy.requests()).extracting((request) -> request.header("Host"))
				.containsOnly("backend.invalid");
			assertThat(proxy.connections()).isOne();
		}
	}

	@Test
	void acceptsHostWithUnderscore() throws IOException {
		try (ScriptedBackend proxy = new ScriptedBackend(Script.OK)) {
			use(http(proxy.port()));
			HttpTransport transport = Requests.patient(URI.create("http://user@business_use:13370"));
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(proxy.requests()).singleElement()
				.returns("POST http://business_use:13370/v1/events-batch HTTP/1.1", Request::requestLine)
				.returns("business_use:13370", (request) -> request.header("Host"));
		}
	}

	@Test
	void proxyAuthenticationRequestIsResponse() throws IOException {
		Script refusing = (connection) -> {
			connection.readRequest();
			connection.respond(407, "who are you?");
		};
		try (ScriptedBackend proxy = new ScriptedBackend(refusing)) {
			use(http(proxy.port()));
			assertThat(Requests.patient(BACKEND).send(Requests.batch("{}"), Requests.PATIENT))
				.isEqualTo(TransportResponse.of(407, "who are you?"));
		}
	}

	@Test
	void unreachableProxyIsIOException() throws IOException {
		use(http(unusedPort()));
		HttpTransport transport = Requests.patient(BACKEND);
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT));
	}

	@Test
	void theNextProxyIsTriedWhenOneIsDown() throws IOException {
		try (ScriptedBackend proxy = new ScriptedBackend(Script.OK)) {
			use(http(unusedPort()), http(proxy.port()));
			assertThat(Requests.patient(BACKEND).send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
		}
	}

	@Test
	void connectsDirectlyWithoutProxy() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(Script.OK)) {
			use(http(unusedPort()), Proxy.NO_PROXY);
			assertThat(Requests.patient(backend).check().isSuccess()).isTrue();
			use();
			assertThat(Requests.patient(backend).check().isSuccess()).isTrue();
			ProxySelector.setDefault(null);
			assertThat(Requests.patient(backend).check().isSuccess()).isTrue();
		}
	}

	@Test
	void proxyWithoutAddressIsIOException() {
		use(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.invalid", 3128)));
		HttpTransport transport = Requests.patient(BACKEND);
		assertThatExceptionOfType(UnknownHostException.class)
			.isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT))
			.withMessageContaining("proxy.invalid");
	}

	/**
	 * SOCKS 5 (RFC 1928), without authentication.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "backend.invalid", "business_use" })
	void aSocksProxyResolvesTheHost(String host) throws IOException {
		Script socks = (connection) -> {
			connection.skip(4);
			connection.write("\u0005\0");
			connection.skip(5);
			byte[] name = connection.socket().getInputStream().readNBytes(host.length());
			assertThat(name).asString().isEqualTo(host);
			connection.skip(2);
			connection.write("\u0005\0\0\u0001" + "\0".repeat(6));
			Script.OK.play(connection);
		};
		try (ScriptedBackend proxy = new ScriptedBackend(socks)) {
			use(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", proxy.port())));
			HttpTransport transport = Requests.patient(URI.create("http://" + host + ":13370"));
			assertThat(transport.check().isSuccess()).isTrue();
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
			assertThat(proxy.requests()).extracting(Request::requestLine)
				.containsExactly("GET /v1/status HTTP/1.1", "POST /v1/events-batch HTTP/1.1");
		}
	}

	private static void use(Proxy... proxies) {
		ProxySelector.setDefault(new ProxySelector() {

			@Override
			public List<Proxy> select(@Nullable URI uri) {
				return List.of(proxies);
			}

			@Override
			public void connectFailed(@Nullable URI uri, @Nullable SocketAddress address,
					@Nullable IOException failure) {
			}

		});
	}

	private static Proxy http(int port) {
		return new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", port));
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return server.getLocalPort();
		}
	}

}

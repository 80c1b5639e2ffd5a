package ai.desplega.businessuse;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.FullServer;
import ai.desplega.businessuse.testing.ScriptedBackend;
import ai.desplega.businessuse.testing.ScriptedBackend.Script;
import ai.desplega.businessuse.testing.TestCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Fault between a client and its backend.
 */
enum Fault {

	NONE(answer(200, "{}"), null),

	REFUSED(Fault::refused, DropReason.FAILED),

	RESET_BEFORE_THE_RESPONSE((connection) -> connection.reset(), DropReason.FAILED),

	RESET_DURING_THE_RESPONSE((connection) -> {
		connection.write("HTTP/1.1 200 OK\r\nContent-Le");
		connection.reset();
	}, DropReason.FAILED),

	HANG_AT_CONNECT(Fault::full, DropReason.FAILED),

	HANG_BEFORE_HEADERS((connection) -> connection.hang(), DropReason.FAILED),

	HANG_IN_HEADERS((connection) -> {
		connection.write("HTTP/1.1 200 OK\r\nContent-Le");
		connection.hang();
	}, DropReason.FAILED),

	HANG_IN_THE_BODY((connection) -> {
		connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
		connection.hang();
	}, null),

	SLOW_DRIP((connection) -> {
		connection.write("HTTP/1.1 200 OK\r\n");
		connection.drip("X-Drip: 1\r\n", 20);
	}, DropReason.FAILED),

	OK_WITH_GARBAGE(answer(200, "\u0000<garbage\r\n\uFFFD"), null),

	GARBAGE_AND_NO_HTTP((connection) -> {
		connection.write("\u0015\u0003\u0001\u0000\u0002\u0002\u0050\r\n\r\n");
		connection.socket().close();
	}, DropReason.FAILED),

	ONLY_1XX((connection) -> connection.drip("HTTP/1.1 102 Processing\r\n\r\n", 20), DropReason.FAILED),

	SWITCHING_PROTOCOLS(answer(101, ""), DropReason.REJECTED),

	REDIRECT((connection) -> connection
		.write("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\n" + "Content-Length: 0\r\n\r\n"),
			DropReason.REJECTED),

	UNAUTHORIZED_401(answer(401, "{\"detail\":\"X-Api-Key header is missing\"}"), DropReason.UNAUTHORIZED),

	UNAUTHORIZED_403(answer(403, "{\"detail\":\"Invalid API key\"}"), DropReason.UNAUTHORIZED),

	TOO_LARGE_413(answer(413, "too large"), DropReason.REJECTED),

	INVALID_422(answer(422, "{\"detail\":[]}"), DropReason.REJECTED),

	TOO_MANY_429(answer(429, ""), DropReason.REJECTED),

	BROKEN_500(answer(500, "Internal Server Error"), DropReason.FAILED),

	BAD_GATEWAY_WITH_HTML(answer(502, "<html>\r\n<h1>502 Bad Gateway</h1>\r\n</html>"), DropReason.FAILED),

	CLOSING_AFTER_5XX((connection) -> {
		connection.respond(503, "busy");
		connection.socket().close();
	}, DropReason.FAILED),

	WRONG_CERTIFICATE(Fault::wrongCertificate, DropReason.FAILED),

	UNKNOWN_HOST(() -> proxied(Proxy.NO_PROXY), DropReason.FAILED),

	PROXY_DOWN(() -> proxied(http(unusedPort())), DropReason.FAILED);

	private static final Script OK = (connection) -> connection.respond(200, "{}");

	private final Callable<Scene> scene;

	private final @Nullable DropReason reason;

	Fault(Script script, @Nullable DropReason reason) {
		this(() -> scripted(script), reason);
	}

	Fault(Callable<Scene> scene, @Nullable DropReason reason) {
		this.scene = scene;
		this.reason = reason;
	}

	Scene scene() throws Exception {
		return this.scene.call();
	}

	/**
	 * Return the reason for which events are dropped; null if they are sent.
	 */
	@Nullable DropReason reason() {
		return this.reason;
	}

	/**
	 * Return {@code true} if only the connect or read timeout ends a request. A body has
	 * its own limit and is not required, because the status is sufficient.
	 */
	boolean isSilent() {
		return switch (this) {
			case HANG_AT_CONNECT, HANG_BEFORE_HEADERS, HANG_IN_HEADERS, SLOW_DRIP, ONLY_1XX -> true;
			default -> false;
		};
	}

	private static Script answer(int status, String body) {
		return (connection) -> connection.respond(status, body);
	}

	private static Scene scripted(Script script) throws IOException {
		Script[] answer = { script };
		ScriptedBackend backend = new ScriptedBackend(eachRequest((connection) -> answer[0].play(connection)));
		return new Scene(backend.url(), () -> {
			answer[0] = OK;
			return backend;
		}, backend);
	}

	private static Script eachRequest(Script script) {
		return (connection) -> {
			while (true) {
				connection.readRequest();
				script.play(connection);
			}
		};
	}

	private static Scene refused() throws IOException {
		int port = unusedPort();
		return new Scene(URI.create("http://127.0.0.1:" + port),
				() -> new ScriptedBackend(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), Script.OK));
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return server.getLocalPort();
		}
	}

	private static Scene full() throws IOException {
		FullServer server = new FullServer();
		return new Scene(server.url(), () -> new ScriptedBackend(server.release(), Script.OK), server);
	}

	private static Scene wrongCertificate() throws Exception {
		SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
		TestCertificate certificate = Certificates.ONE;
		ScriptedBackend backend = new ScriptedBackend(certificate.listen(), Script.OK);
		return new Scene(URI.create("https://127.0.0.1:" + backend.port()), () -> {
			HttpsURLConnection.setDefaultSSLSocketFactory(certificate.trust());
			return backend;
		}, backend, () -> HttpsURLConnection.setDefaultSSLSocketFactory(before));
	}

	/**
	 * Create a scene with a proxy, for which the client need not resolve the host.
	 */
	private static Scene proxied(Proxy atFirst) throws IOException {
		ProxySelector before = ProxySelector.getDefault();
		ScriptedBackend proxy = new ScriptedBackend(Script.OK);
		use(atFirst);
		return new Scene(URI.create("http://backend.invalid"), () -> {
			use(http(proxy.port()));
			return proxy;
		}, proxy, () -> ProxySelector.setDefault(before));
	}

	private static Proxy http(int port) {
		return new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", port));
	}

	private static void use(Proxy proxy) {
		ProxySelector.setDefault(new ProxySelector() {

			@Override
			public List<Proxy> select(URI uri) {
				return List.of(proxy);
			}

			@Override
			public void connectFailed(URI uri, SocketAddress address, IOException failure) {
			}

		});
	}

	/**
	 * Holder of certificates, whose creation takes time.
	 */
	private static final class Certificates {

		private static final TestCertificate ONE = newCertificate();

		private static TestCertificate newCertificate() {
			try {
				return TestCertificate.forName(Files.createTempDirectory(Path.of("target"), "key"), "ip:127.0.0.1");
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * Prepared fault.
	 */
	static final class Scene implements Closeable {

		private final URI url;

		private final Callable<ScriptedBackend> end;

		private final Closeable[] resources;

		private @Nullable ScriptedBackend backend;

		private Scene(URI url, Callable<ScriptedBackend> end, Closeable... resources) {
			this.url = url;
			this.end = end;
			this.resources = resources;
			this.backend = (resources.length > 0 && resources[0] instanceof ScriptedBackend b) ? b : null;
		}

		URI url() {
			return this.url;
		}

		/**
		 * End the fault.
		 */
		void end() throws Exception {
			this.backend = this.end.call();
		}

		long openConnections() {
			return (this.backend != null) ? this.backend.openConnections() : 0;
		}

		@Override
		public void close() throws IOException {
			if (this.backend != null) {
				this.backend.close();
			}
			for (Closeable resource : this.resources) {
				resource.close();
			}
		}

	}

}

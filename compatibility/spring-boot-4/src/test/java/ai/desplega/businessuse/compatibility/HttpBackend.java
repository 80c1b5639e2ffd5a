package ai.desplega.businessuse.compatibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Backend that stores the request bodies of the batches.
 */
final class HttpBackend implements AutoCloseable {

	private final HttpServer server;

	private final List<String> batches = new CopyOnWriteArrayList<>();

	HttpBackend() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/v1/status", (exchange) -> respond(exchange));
		this.server.createContext("/v1/events-batch", (exchange) -> {
			this.batches.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			respond(exchange);
		});
		this.server.start();
	}

	private static void respond(HttpExchange exchange) throws IOException {
		byte[] body = "{\"status\":\"success\",\"message\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * Return the bodies of all batches.
	 */
	String received() {
		return String.join("\n", this.batches);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}

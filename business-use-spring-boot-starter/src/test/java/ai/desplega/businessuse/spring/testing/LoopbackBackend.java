package ai.desplega.businessuse.spring.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Backend on a socket, which counts connections, unlike a mock of an HTTP server. It
 * keeps connections open until the client closes them.
 */
public final class LoopbackBackend implements AutoCloseable {

	private static final Pattern CONTENT_LENGTH = Pattern.compile("content-length: *(\\d+)");

	private static final Pattern ID = Pattern.compile("\\{\"flow\":\"[^\"]+\",\"id\":\"([^\"]+)\"");

	private final ServerSocket server;

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private volatile String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

	public LoopbackBackend() {
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	/**
	 * Respond to all further requests with a status, a header field and no body.
	 */
	public void answer(String status, String header) {
		this.answer = "HTTP/1.1 " + status + "\r\n" + header + "\r\nContent-Length: 0\r\n\r\n";
	}

	public String url() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	/**
	 * Return the number of open connections.
	 */
	public int connections() {
		return this.connections.size();
	}

	/**
	 * Return the requests with head and body.
	 */
	public List<String> requests() {
		return this.requests;
	}

	/**
	 * Return the ids of all received events in order.
	 */
	public List<String> events() {
		return this.requests.stream()
			.flatMap((request) -> ID.matcher(request).results())
			.map((result) -> result.group(1))
			.toList();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.connections.add(socket);
				start(() -> serve(socket));
			}
			catch (IOException ex) {
				// closed
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			while (true) {
				StringBuilder head = new StringBuilder();
				while (head.indexOf("\r\n\r\n") < 0) {
					int read = in.read();
					if (read < 0) {
						return;
					}
					head.append((char) read);
				}
				Matcher length = CONTENT_LENGTH.matcher(head.toString().toLowerCase(Locale.ROOT));
				byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
				this.requests.add(head + new String(body, StandardCharsets.UTF_8));
				socket.getOutputStream().write(this.answer.getBytes(StandardCharsets.US_ASCII));
			}
		}
		catch (IOException ex) {
			// the client has closed the connection
		}
		finally {
			this.connections.remove(socket);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(null, task, "loopback-backend", 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(null);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket connection : this.connections) {
			connection.close();
		}
	}

}

package ai.desplega.businessuse.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Backend on a raw socket that runs a script for each connection, and stores all received
 * bytes.
 */
public final class ScriptedBackend implements Closeable {

	private static final long MAX_HANG_SECONDS = 60;

	private final ServerSocket server;

	private final Script[] scripts;

	private final AtomicInteger accepted = new AtomicInteger();

	private final List<Connection> connections = new CopyOnWriteArrayList<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	/**
	 * Starts a backend.
	 * @param scripts the scripts for the first connection, the second, …; the last script
	 * is also used for all further connections
	 */
	public ScriptedBackend(Script... scripts) throws IOException {
		this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), scripts);
	}

	public ScriptedBackend(ServerSocket server, Script... scripts) {
		this.server = server;
		this.scripts = scripts;
		start(this::accept);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				Script script = this.scripts[Math.min(this.accepted.getAndIncrement(), this.scripts.length - 1)];
				Connection connection = new Connection(socket);
				this.connections.add(connection);
				start(() -> connection.play(script));
			}
			catch (IOException ex) {
				// closed
			}
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "scripted-backend");
		thread.setDaemon(true);
		thread.start();
	}

	public int port() {
		return this.server.getLocalPort();
	}

	public URI url() {
		return URI.create("http://127.0.0.1:" + port());
	}

	/**
	 * Return the number of connections so far.
	 */
	public int connections() {
		return this.accepted.get();
	}

	/**
	 * Return the number of connections that the client has not closed.
	 */
	public long openConnections() {
		return this.connections.stream().filter(Connection::isOpen).count();
	}

	/**
	 * Return the complete requests in order.
	 */
	public List<Request> requests() {
		return this.requests;
	}

	/**
	 * Return all received bytes of all connections.
	 */
	public String received() {
		StringBuilder all = new StringBuilder();
		this.connections.forEach((connection) -> all.append(connection.received()));
		return all.toString();
	}

	@Override
	public void close() throws IOException {
		this.closed.countDown();
		this.server.close();
		for (Connection connection : this.connections) {
			connection.socket.close();
		}
	}

	/**
	 * Behavior on a connection; the connection is closed afterwards.
	 */
	@FunctionalInterface
	public interface Script {

		/**
		 * Responds to every request with 200.
		 */
		Script OK = (connection) -> {
			while (true) {
				connection.readRequest();
				connection.respond(200, "{}");
			}
		};

		void play(Connection connection) throws IOException, InterruptedException;

	}

	/**
	 * Connection from the point of view of the backend.
	 */
	public final class Connection {

		private final Socket socket;

		private final ByteArrayOutputStream received = new ByteArrayOutputStream();

		private Connection(Socket socket) {
			this.socket = socket;
		}

		private void play(Script script) {
			try (this.socket) {
				script.play(this);
			}
			catch (IOException ex) {
				// the client has closed the connection
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		/**
		 * Skip the remaining bytes until the end.
		 */
		private boolean isOpen() {
			try {
				this.socket.setSoTimeout(1);
				InputStream in = this.socket.getInputStream();
				while (in.read() >= 0) {
					continue;
				}
				return false;
			}
			catch (SocketTimeoutException ex) {
				return true;
			}
			catch (IOException ex) {
				return false;
			}
		}

		private String received() {
			synchronized (this.received) {
				return this.received.toString(StandardCharsets.ISO_8859_1);
			}
		}

		public Socket socket() {
			return this.socket;
		}

		/**
		 * Read a complete request.
		 */
		public Request readRequest() throws IOException {
			String head = readHead();
			byte[] body = new byte[Integer.parseInt(Request.header(head, "content-length", "0"))];
			for (int i = 0; i < body.length; i++) {
				body[i] = (byte) read();
			}
			Request request = new Request(head, body);
			ScriptedBackend.this.requests.add(request);
			return request;
		}

		public String readHead() throws IOException {
			StringBuilder head = new StringBuilder();
			while (head.indexOf("\r\n\r\n") < 0) {
				head.append((char) read());
			}
			return head.toString();
		}

		/**
		 * Read and discard a number of bytes.
		 */
		public void skip(long length) throws IOException {
			this.socket.getInputStream().skipNBytes(length);
		}

		/**
		 * Read and discard all bytes until the client closes the connection.
		 */
		public void awaitClose() throws IOException {
			InputStream in = this.socket.getInputStream();
			while (in.read() >= 0) {
				continue;
			}
		}

		private int read() throws IOException {
			int read = this.socket.getInputStream().read();
			if (read < 0) {
				throw new EOFException();
			}
			synchronized (this.received) {
				this.received.write(read);
			}
			return read;
		}

		public void write(String text) throws IOException {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
			this.socket.getOutputStream().flush();
		}

		public void respond(int status, String body) throws IOException {
			write("HTTP/1.1 " + status + " Something\r\nContent-Type: application/json\r\nContent-Length: "
					+ body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
		}

		/**
		 * Write a string repeatedly, with a pause in between, until the client or the
		 * backend closes the connection.
		 */
		public void drip(String text, long pauseMillis) throws IOException, InterruptedException {
			do {
				write(text);
			}
			while (!ScriptedBackend.this.closed.await(pauseMillis, TimeUnit.MILLISECONDS));
		}

		/**
		 * Do nothing until the backend is closed.
		 */
		public void hang() throws InterruptedException {
			ScriptedBackend.this.closed.await(MAX_HANG_SECONDS, TimeUnit.SECONDS);
		}

		/**
		 * Closes the connection with a TCP reset.
		 */
		public void reset() throws IOException {
			this.socket.setSoLinger(true, 0);
			this.socket.close();
		}

	}

	/**
	 * A request.
	 *
	 * @param head the request line and the header fields
	 * @param body the body
	 */
	public record Request(String head, byte[] body) {

		public String requestLine() {
			return this.head.substring(0, this.head.indexOf("\r\n"));
		}

		/**
		 * The lines after the first, in lower case.
		 */
		public List<String> headerLines() {
			return this.head.strip().toLowerCase(Locale.ROOT).lines().skip(1).toList();
		}

		public String header(String name) {
			return header(this.head, name, "(none)");
		}

		private static String header(String head, String name, String otherwise) {
			return head.lines()
				.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
				.map((line) -> line.substring(name.length() + 1).strip())
				.findFirst()
				.orElse(otherwise);
		}

		public String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

	}

}

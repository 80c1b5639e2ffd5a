package ai.desplega.businessuse.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * Talks HTTP/1.1 to the backend over one connection at a time, and holds the rules about
 * that connection. They are made so that no batch is lost to a connection that is not
 * what it seems:
 * <ul>
 * <li>It is kept after an answer that was read to its end, for the next request; not
 * after a 5xx, because the backend then closes its side without saying so.</li>
 * <li>Before it is used again, it is checked for having been closed meanwhile.</li>
 * <li>A request is sent once, over HTTP/1.1, without an offer to upgrade. Redirects are
 * not followed: the key must not travel.</li>
 * <li>One deadline holds for all reading of a request, however slowly the bytes drip.
 * What Java's sockets can't bound (writing to a backend that doesn't read, bytes that
 * drip within one TLS record) is ended by {@link #abort()}, in whatever it hangs.</li>
 * <li>Of a body, 1 KB is read, for a second at the most: it is only for the log.</li>
 * </ul>
 * <p>
 * Why not {@link java.net.HttpURLConnection}: it writes all request headers, the key
 * included, to the JDK's log at level {@code FINE} (which
 * {@code logging.level.root=debug} turns on in a Spring Boot application), shares its
 * idle connections with the whole JVM, sends the host's cookies, and can't be freed while
 * it reads a body. Why not {@code java.net.http.HttpClient}: it offers an upgrade to
 * HTTP/2, at which the backend drops the body, and delays the exit of the JVM.
 * <p>
 * Proxies are taken from {@link java.net.ProxySelector}, without authentication. The
 * socket factory for TLS is that of {@link javax.net.ssl.HttpsURLConnection}, host names
 * are verified.
 * <p>
 * For one thread, but for {@link #abort()}.
 */
public final class HttpConnection {

	private static final Duration BODY_TIME = Duration.ofSeconds(1);

	private final Duration readTimeout;

	private final Connector connector;

	private @Nullable OpenConnection connected;

	private volatile @Nullable Socket socket;

	private volatile boolean aborted;

	/**
	 * Creates an object without a connection.
	 * @param connectTimeout how long connecting may take
	 * @param readTimeout how long the backend may be silent; with the connect timeout
	 * added, how long reading may take as a whole
	 */
	public HttpConnection(Duration connectTimeout, Duration readTimeout) {
		this.readTimeout = readTimeout;
		this.connector = new Connector(connectTimeout, readTimeout, this::opened);
	}

	/**
	 * Send a request, once, and read what is answered.
	 * @param method the HTTP method
	 * @param uri an absolute http or https URI
	 * @param headers names and values; those about the connection and the length are
	 * added here
	 * @param body writes the body; {@code null} for none
	 * @param contentLength how many bytes it writes
	 * @param timeout the time that the request may take, if that is less than connect and
	 * read timeout together
	 * @return the status, and the beginning of the body
	 * @throws IOException if there was no answer
	 * @throws IllegalArgumentException if a header has a character that HTTP doesn't
	 * allow; the message doesn't contain its value
	 */
	public TransportResponse exchange(String method, URI uri, Map<String, String> headers, long contentLength,
			@Nullable Body body, Duration timeout) throws IOException {
		this.aborted = false;
		Deadline deadline = new Deadline(this.connector.connectTimeout().plus(this.readTimeout)).butNotAfter(timeout);
		boolean reusable = false;
		try {
			OpenConnection connected = connect(uri, deadline);
			byte[] head = RequestHead.encode(method, connected.target(uri), RequestHead.authority(uri, false), headers,
					contentLength);
			HttpResponse response = send(connected, head, body);
			reusable = response.reusable() && connected.in().isDrained() && response.status() < 500;
			return TransportResponse.of(response.status(), response.body());
		}
		catch (IOException ex) {
			throw this.aborted ? new SocketTimeoutException("The request took too long and was ended") : ex;
		}
		finally {
			if (!reusable) {
				closeQuietly(this.socket); // before TLS could wait for a goodbye
				close();
			}
		}
	}

	private OpenConnection connect(URI uri, Deadline deadline) throws IOException {
		OpenConnection current = this.connected;
		if (current == null || !current.leadsTo(uri) || current.isStale()) {
			close();
			current = this.connector.connect(uri, deadline);
			this.connected = current;
		}
		current.in().limit(deadline, this.readTimeout);
		return current;
	}

	/**
	 * A backend may refuse a request before it has read it all, and close: then writing
	 * fails, but the answer is there.
	 */
	private static HttpResponse send(OpenConnection connected, byte[] head, @Nullable Body body) throws IOException {
		try {
			write(connected, head, body);
		}
		catch (IOException ex) {
			connected.in().limit(BODY_TIME);
			return HttpResponse.readOr(ex, connected.in());
		}
		return HttpResponse.read(connected.in(), BODY_TIME);
	}

	private static void write(OpenConnection connected, byte[] head, @Nullable Body body) throws IOException {
		OutputStream out = connected.out();
		out.write(head);
		if (body != null) {
			body.writeTo(out);
		}
		out.flush();
	}

	private void opened(Socket socket) throws IOException {
		this.socket = socket;
		if (this.aborted) {
			socket.close();
		}
	}

	/**
	 * Close the connection, if there is one. The next request opens another.
	 */
	public void close() {
		OpenConnection current = this.connected;
		this.connected = null;
		closeQuietly(current);
		closeQuietly(this.socket);
		this.socket = null;
	}

	/**
	 * End the request under way: it fails at once. Closes the socket below TLS, which
	 * waits for nothing. May be called by any thread.
	 */
	public void abort() {
		this.aborted = true;
		closeQuietly(this.socket);
	}

	private static void closeQuietly(@Nullable Closeable closeable) {
		try {
			if (closeable != null) {
				closeable.close();
			}
		}
		catch (IOException ex) {
			// it is closed as far as it can be
		}
	}

	/**
	 * Writes the body of a request.
	 */
	@FunctionalInterface
	public interface Body {

		/**
		 * Write the body.
		 * @param out where to; not to be closed
		 * @throws IOException what the stream throws
		 */
		void writeTo(OutputStream out) throws IOException;

	}

}

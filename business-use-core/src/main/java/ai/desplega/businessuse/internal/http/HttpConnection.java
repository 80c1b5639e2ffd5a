package ai.desplega.businessuse.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 client over one connection at a time. Its rules prevent the loss of batches to
 * stale, half-closed or hanging connections:
 * <ul>
 * <li>A connection is kept for the next request after a response that was read
 * completely; not after a 5xx, because the backend then closes its side without
 * announcing it.</li>
 * <li>Before a connection is used again, it is checked for having been closed.</li>
 * <li>A request is sent once, over HTTP/1.1, without an offer to upgrade. Redirects are
 * not followed: the API key must not be sent to another host.</li>
 * <li>One deadline holds for all reading of a request, however slowly the bytes arrive.
 * The sockets of the JDK can't bound writing to a backend that doesn't read, nor bytes
 * that arrive slowly within one TLS record: {@link #abort()} ends these.</li>
 * <li>Only 1 KB of a body is read, for at most one second: it is only logged.</li>
 * </ul>
 * <p>
 * The alternatives were measured, see {@code docs/http.md}.
 * {@link java.net.HttpURLConnection} and Apache HttpClient write the API key to the log
 * at debug level, and the former loses a batch of a drain over a slow link, since it
 * opens a connection for each request. {@code java.net.http.HttpClient} keeps four
 * threads, wakes up while idle, delays the exit of the JVM by 0.3 s, ignores SOCKS
 * proxies and fails on host names with an underscore. Each takes 1.7 to 4 times the CPU.
 * Without the release of idle connections each of them loses batches.
 * <p>
 * Proxies are those of {@link java.net.ProxySelector}, without authentication. The socket
 * factory for TLS is that of {@link javax.net.ssl.HttpsURLConnection}; host names are
 * verified.
 * <p>
 * Used by one thread, except for {@link #abort()}.
 */
public final class HttpConnection {

	private final Duration connectTimeout;

	private final Duration readTimeout;

	private final Connector connector;

	private @Nullable OpenConnection connection;

	private volatile @Nullable Socket socket;

	private volatile boolean aborted;

	/**
	 * Create a client that connects with the first request.
	 * @param connectTimeout the time that connecting may take
	 * @param readTimeout the time that the backend may be silent; with the connect
	 * timeout added, the time that a request may take as a whole
	 */
	public HttpConnection(Duration connectTimeout, Duration readTimeout) {
		this.connectTimeout = connectTimeout;
		this.readTimeout = readTimeout;
		this.connector = new Connector(connectTimeout, readTimeout, this::opened);
	}

	/**
	 * Send a request, once, and read the response.
	 * @param request the request
	 * @param timeout the time that it may take, if that is less than connect and read
	 * timeout together
	 * @return the response
	 * @throws IOException if there was none
	 * @throws IllegalArgumentException if a header has a character that HTTP doesn't
	 * allow; the message doesn't contain its value
	 */
	public HttpResponse exchange(HttpRequest request, Duration timeout) throws IOException {
		this.aborted = false;
		Deadline deadline = new Deadline(this.connectTimeout.plus(this.readTimeout)).butNotAfter(timeout);
		boolean reusable = false;
		try {
			OpenConnection open = connect(request.uri(), deadline);
			HttpResponse response = open.exchange(request, deadline, this.readTimeout);
			reusable = response.isReusable() && open.isDrained();
			return response;
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
		OpenConnection current = this.connection;
		if (current == null || !current.leadsTo(uri) || current.isStale()) {
			close();
			current = this.connector.connect(uri, deadline);
			this.connection = current;
		}
		return current;
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
		OpenConnection current = this.connection;
		this.connection = null;
		closeQuietly(current);
		closeQuietly(this.socket);
		this.socket = null;
	}

	/**
	 * Abort the request in flight, which fails at once: closes the socket below TLS,
	 * which waits for nothing. May be called by any thread.
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

}

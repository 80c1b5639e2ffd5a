package ai.desplega.businessuse.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

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
	}

	/**
	 * Send a request, once, and read the response.
	 * @param request the request
	 * @param timeout the time that it may take, if that is less than connect and read
	 * timeout together; {@code null} for these
	 * @return the response
	 * @throws IOException if there was none
	 * @throws IllegalArgumentException if a header has a character that HTTP doesn't
	 * allow; the message doesn't contain its value
	 */
	public HttpResponse exchange(HttpRequest request, @Nullable Duration timeout) throws IOException {
		this.aborted = false;
		Deadline longest = Deadline.in(this.connectTimeout.plus(this.readTimeout));
		Deadline deadline = (timeout != null) ? longest.butNotAfter(timeout) : longest;
		boolean reusable = false;
		try {
			HttpResponse response = connectionTo(request.uri(), deadline).exchange(request, deadline, this.readTimeout);
			reusable = response.reusable();
			return response;
		}
		catch (IOException ex) {
			throw this.aborted ? new SocketTimeoutException("The request took too long and was ended") : ex;
		}
		finally {
			if (!reusable) {
				closeQuietly(this.socket); // TLS above it could wait for a goodbye
				this.connection = null;
			}
		}
	}

	private OpenConnection connectionTo(URI uri, Deadline deadline) throws IOException {
		OpenConnection current = this.connection;
		if (current == null || !current.canServe(uri)) {
			close();
			current = open(uri, deadline);
			this.connection = current;
		}
		return current;
	}

	/**
	 * Open a connection. {@link URL} finds a host with an underscore, as services of
	 * Docker Compose often have; {@link URI} does not.
	 */
	private OpenConnection open(URI uri, Deadline deadline) throws IOException {
		URL url = uri.toURL();
		int port = (url.getPort() >= 0) ? url.getPort() : url.getDefaultPort();
		InetSocketAddress backend = InetSocketAddress.createUnresolved(url.getHost(), port);
		ProxySelector selector = ProxySelector.getDefault();
		List<Proxy> proxies = (selector != null) ? selector.select(uri) : List.of();
		Deadline connectDeadline = deadline.butNotAfter(this.connectTimeout);
		IOException failure = new IOException("No proxy is left to try");
		for (Proxy proxy : proxies.isEmpty() ? List.of(Proxy.NO_PROXY) : proxies) {
			try {
				Socket plain = connect(backend, proxy, connectDeadline);
				return OpenConnection.over(plain, uri, backend, proxy.type() == Proxy.Type.HTTP, deadline,
						this.readTimeout);
			}
			catch (IOException ex) {
				failure = ex;
			}
		}
		throw failure;
	}

	private Socket connect(InetSocketAddress backend, Proxy proxy, Deadline deadline) throws IOException {
		if (proxy.type() == Proxy.Type.SOCKS) {
			String host = backend.getHostString().replaceAll("[\\[\\]]", "");
			return connect(new Socket(proxy), InetSocketAddress.createUnresolved(host, backend.getPort()),
					deadline.remainingMillis());
		}
		InetSocketAddress peer = (proxy.address() instanceof InetSocketAddress address) ? address : backend;
		return connect(InetAddress.getAllByName(peer.getHostString()), peer.getPort(), deadline);
	}

	/**
	 * Try one address after the other. Each has its share of the time that is left, so
	 * that a dead one doesn't use up all of it.
	 */
	private Socket connect(InetAddress[] addresses, int port, Deadline deadline) throws IOException {
		IOException failure = new IOException("The host has no address");
		for (int i = 0; i < addresses.length; i++) {
			try {
				return connect(SocketChannel.open().socket(), new InetSocketAddress(addresses[i], port),
						Math.max(1, deadline.remainingMillis() / (addresses.length - i)));
			}
			catch (IOException ex) {
				failure = ex;
			}
		}
		throw failure;
	}

	private Socket connect(Socket socket, SocketAddress address, int timeoutMillis) throws IOException {
		closeQuietly(this.socket);
		this.socket = socket;
		if (this.aborted) {
			closeQuietly(socket);
		}
		socket.connect(address, timeoutMillis);
		socket.setTcpNoDelay(true);
		return socket;
	}

	/**
	 * Close the connection, if there is one. The next request opens another.
	 */
	public void close() {
		closeQuietly(this.connection);
		this.connection = null;
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

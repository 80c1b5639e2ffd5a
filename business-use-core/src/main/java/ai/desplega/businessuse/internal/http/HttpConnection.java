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
 * HTTP/1.1 client that uses one connection at a time. Its rules prevent the loss of
 * batches to stale, half-closed or hung connections:
 * <ul>
 * <li>A connection is kept for the next request if the response was read completely and
 * is not a 5xx. After a 5xx, the backend closes the connection without announcing
 * it.</li>
 * <li>Before a connection is reused, the client checks that it has not been closed.</li>
 * <li>A request is sent once, over HTTP/1.1, without an upgrade request. Redirects are
 * not followed, because the API key must not be sent to another host.</li>
 * <li>One deadline applies to reading the whole response, regardless of how slowly the
 * bytes arrive. The sockets of the JDK have no timeout for writing to a backend that
 * doesn't read, or for bytes that arrive slowly within one TLS record. {@link #abort()}
 * ends such requests.</li>
 * <li>At most 1 KB of a body is read, for at most one second, because the body is only
 * logged.</li>
 * </ul>
 * <p>
 * {@code docs/http.md} contains measurements of the alternatives.
 * {@link java.net.HttpURLConnection} and Apache HttpClient log the API key at debug
 * level. {@code HttpURLConnection} also opens a connection for each request, and can
 * therefore lose a batch when the client is closed over a slow network.
 * {@code java.net.http.HttpClient} keeps four threads, wakes up while idle, delays the
 * exit of the JVM by 0.3 s, ignores SOCKS proxies and fails for host names with an
 * underscore. Each alternative takes 1.7 to 4 times the CPU time. If idle connections are
 * not released, each alternative loses batches.
 * <p>
 * The proxies of {@link java.net.ProxySelector} are used, without authentication. TLS
 * uses the socket factory of {@link javax.net.ssl.HttpsURLConnection}, and host names are
 * verified.
 * <p>
 * Used by one thread, except for {@link #abort()} and {@link #isAborted()}.
 */
public final class HttpConnection {

	private final Duration connectTimeout;

	private final Duration readTimeout;

	private @Nullable OpenConnection connection;

	private volatile @Nullable Socket socket;

	private volatile boolean aborted;

	public HttpConnection(Duration connectTimeout, Duration readTimeout) {
		this.connectTimeout = connectTimeout;
		this.readTimeout = readTimeout;
	}

	/**
	 * Send a request once, and read the response.
	 * @param request the request
	 * @param timeout the timeout of the request, if it is less than the sum of connect
	 * and read timeout; {@code null} to use the sum
	 * @return the response
	 * @throws IOException if there was no response
	 * @throws IllegalArgumentException if a header has a character that is not allowed in
	 * HTTP; the message doesn't contain the value of the header
	 */
	public HttpResponse exchange(HttpRequest request, @Nullable Duration timeout) throws IOException {
		Deadline longest = Deadline.in(this.connectTimeout.plus(this.readTimeout));
		Deadline deadline = (timeout != null) ? longest.butNotAfter(timeout) : longest;
		boolean reusable = false;
		try {
			HttpResponse response = connectionTo(request.uri(), deadline).exchange(request, deadline, this.readTimeout);
			reusable = response.reusable();
			return response;
		}
		catch (IOException ex) {
			throw this.aborted ? new SocketTimeoutException("The request took too long and was aborted") : ex;
		}
		finally {
			if (!reusable) {
				// closing the TLS socket could wait for the other side
				closeQuietly(this.socket);
				this.connection = null;
			}
		}
	}

	private OpenConnection connectionTo(URI uri, Deadline deadline) throws IOException {
		OpenConnection current = this.connection;
		if (current == null || !current.canServe(uri)) {
			closeQuietly(current);
			current = open(uri, deadline);
			this.connection = current;
		}
		return current;
	}

	/**
	 * Open a connection. {@link URL} accepts host names with an underscore, which are
	 * common for services of Docker Compose; {@link URI} does not.
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
	 * Try the addresses one after another. Each has a share of the remaining time, so
	 * that an unreachable address doesn't use all of it.
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
	 * Close the connection, if there is one, and reset an abort. The next request opens a
	 * new connection.
	 */
	public void close() {
		closeQuietly(this.connection);
		this.connection = null;
		this.aborted = false;
	}

	/**
	 * Abort the request in flight, which fails immediately. Later requests also fail
	 * until {@link #close()} is called, because the aborting thread can't know whether
	 * the request has started. The socket below TLS is closed, which doesn't block. May
	 * be called by any thread.
	 */
	public void abort() {
		this.aborted = true;
		closeQuietly(this.socket);
	}

	/**
	 * Return {@code true} if requests fail because of an abort. May be called by any
	 * thread.
	 */
	public boolean isAborted() {
		return this.aborted;
	}

	private static void closeQuietly(@Nullable Closeable closeable) {
		try {
			if (closeable != null) {
				closeable.close();
			}
		}
		catch (IOException ex) {
			// the socket can't be closed any further
		}
	}

}

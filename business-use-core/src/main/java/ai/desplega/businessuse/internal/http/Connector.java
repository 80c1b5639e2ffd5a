package ai.desplega.businessuse.internal.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Opens connections: directly or through a proxy, plain or with TLS.
 */
final class Connector {

	/**
	 * A batch of a hundred events of usual size, to be written at once.
	 */
	private static final int BUFFER_SIZE = 32 * 1024;

	private final Duration connectTimeout;

	private final Duration readTimeout;

	private final SocketListener listener;

	/**
	 * Creates a connector.
	 * @param listener told of each socket before it is connected, so that another thread
	 * can close it
	 */
	Connector(Duration connectTimeout, Duration readTimeout, SocketListener listener) {
		this.connectTimeout = connectTimeout;
		this.readTimeout = readTimeout;
		this.listener = listener;
	}

	Duration connectTimeout() {
		return this.connectTimeout;
	}

	OpenConnection connect(URI uri, Deadline deadline) throws IOException {
		Deadline connectDeadline = deadline.butNotAfter(this.connectTimeout);
		IOException failure = null;
		for (Proxy proxy : proxies(uri)) {
			try {
				return connect(uri, proxy, deadline, connectDeadline);
			}
			catch (IOException ex) {
				if (failure != null) {
					ex.addSuppressed(failure);
				}
				failure = ex;
			}
		}
		throw (failure != null) ? failure : new IOException("There is no way to " + OpenConnection.origin(uri));
	}

	private static List<Proxy> proxies(URI uri) {
		ProxySelector selector = ProxySelector.getDefault();
		List<Proxy> proxies = (selector != null) ? selector.select(uri) : List.of();
		return proxies.isEmpty() ? List.of(Proxy.NO_PROXY) : proxies;
	}

	private OpenConnection connect(URI uri, Proxy proxy, Deadline deadline, Deadline connectDeadline)
			throws IOException {
		boolean secure = "https".equalsIgnoreCase(uri.getScheme());
		boolean viaHttpProxy = proxy.type() == Proxy.Type.HTTP;
		Socket plain = open(uri, proxy, connectDeadline);
		try {
			if (secure && viaHttpProxy) {
				tunnel(uri, plain, deadline);
			}
			Socket socket = secure ? secure(uri, plain, deadline) : plain;
			ResponseInput in = new ResponseInput(socket, deadline, this.readTimeout);
			OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_SIZE);
			return new OpenConnection(uri, socket, plain.getChannel(), in, out, viaHttpProxy && !secure);
		}
		catch (IOException | RuntimeException ex) {
			plain.close();
			throw ex;
		}
	}

	private Socket open(URI uri, Proxy proxy, Deadline deadline) throws IOException {
		String host = Authority.of(uri).address();
		int port = RequestHead.port(uri);
		if (proxy.type() == Proxy.Type.SOCKS) {
			return open(new Socket(proxy), InetSocketAddress.createUnresolved(host, port), deadline);
		}
		if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
			host = address.getHostString();
			port = address.getPort();
		}
		return open(InetAddress.getAllByName(host), port, deadline);
	}

	/**
	 * Tries one address after the other. Each has its share of the time that is left, so
	 * that one that is dead doesn't use up all of it.
	 */
	private Socket open(InetAddress[] addresses, int port, Deadline deadline) throws IOException {
		IOException failure = new IOException("There is no address");
		for (int i = 0; i < addresses.length; i++) {
			Duration share = Duration.ofMillis(deadline.remainingMillis(this.connectTimeout))
				.dividedBy(addresses.length - i);
			try {
				return open(SocketChannel.open().socket(), new InetSocketAddress(addresses[i], port),
						deadline.butNotAfter(share));
			}
			catch (IOException ex) {
				failure = ex;
			}
		}
		throw failure;
	}

	private Socket open(Socket socket, SocketAddress address, Deadline deadline) throws IOException {
		try {
			this.listener.opened(socket);
			socket.connect(address, deadline.remainingMillis(this.connectTimeout));
			socket.setTcpNoDelay(true);
			return socket;
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	private void tunnel(URI uri, Socket socket, Deadline deadline) throws IOException {
		String authority = RequestHead.authority(uri, true);
		socket.getOutputStream().write(RequestHead.encode("CONNECT", authority, authority, Map.of(), 0));
		int status = HttpResponse.readStatus(new ResponseInput(socket, deadline, this.readTimeout));
		if (status / 100 != 2) {
			throw new IOException("The proxy answered HTTP " + status);
		}
	}

	private Socket secure(URI uri, Socket plain, Deadline deadline) throws IOException {
		plain.setSoTimeout(deadline.remainingMillis(this.readTimeout));
		Socket socket = HttpsURLConnection.getDefaultSSLSocketFactory()
			.createSocket(plain, Authority.of(uri).address(), RequestHead.port(uri), true);
		if (socket instanceof SSLSocket secured) {
			SSLParameters parameters = secured.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			secured.setSSLParameters(parameters);
			secured.startHandshake();
		}
		return socket;
	}

	/**
	 * Told of sockets.
	 */
	@FunctionalInterface
	interface SocketListener {

		void opened(Socket socket) throws IOException;

	}

}

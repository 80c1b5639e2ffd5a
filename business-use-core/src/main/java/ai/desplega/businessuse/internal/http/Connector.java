package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
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

	private final Duration connectTimeout;

	private final Duration readTimeout;

	private final SocketListener listener;

	/**
	 * Create a connector.
	 * @param listener called with each socket before it is connected, so that another
	 * thread can close it
	 */
	Connector(Duration connectTimeout, Duration readTimeout, SocketListener listener) {
		this.connectTimeout = connectTimeout;
		this.readTimeout = readTimeout;
		this.listener = listener;
	}

	OpenConnection connect(URI uri, Deadline deadline) throws IOException {
		ProxySelector selector = ProxySelector.getDefault();
		List<Proxy> proxies = (selector != null) ? selector.select(uri) : List.of();
		Deadline connectDeadline = deadline.butNotAfter(this.connectTimeout);
		IOException failure = new IOException("No proxy is left to try");
		for (Proxy proxy : proxies.isEmpty() ? List.of(Proxy.NO_PROXY) : proxies) {
			try {
				return connect(uri, proxy, deadline, connectDeadline);
			}
			catch (IOException ex) {
				ex.addSuppressed(failure);
				failure = ex;
			}
		}
		throw failure;
	}

	/**
	 * Connect through a proxy. {@link URL} finds a host with an underscore, as services
	 * of Docker Compose often have; {@link URI} does not.
	 */
	private OpenConnection connect(URI uri, Proxy proxy, Deadline deadline, Deadline connectDeadline)
			throws IOException {
		URL url = uri.toURL();
		int port = (url.getPort() >= 0) ? url.getPort() : url.getDefaultPort();
		String host = url.getHost().replaceAll("[\\[\\]]", "");
		boolean secure = "https".equals(url.getProtocol());
		boolean viaHttpProxy = proxy.type() == Proxy.Type.HTTP;
		Socket plain = open(host, port, proxy, connectDeadline);
		try {
			if (secure && viaHttpProxy) {
				tunnel(URI.create("//" + url.getHost() + ":" + port), plain, deadline);
			}
			Socket socket = secure ? secure(plain, host, port, deadline) : plain;
			String prefix = (viaHttpProxy && !secure) ? "http://" + url.getHost() + ":" + port : "";
			return new OpenConnection(uri, socket, plain.getChannel(), prefix);
		}
		catch (IOException | RuntimeException ex) {
			plain.close();
			throw ex;
		}
	}

	private Socket open(String host, int port, Proxy proxy, Deadline deadline) throws IOException {
		if (proxy.type() == Proxy.Type.SOCKS) {
			return open(new Socket(proxy), InetSocketAddress.createUnresolved(host, port), deadline);
		}
		if (proxy.address() instanceof InetSocketAddress address) {
			return open(InetAddress.getAllByName(address.getHostString()), address.getPort(), deadline);
		}
		return open(InetAddress.getAllByName(host), port, deadline);
	}

	/**
	 * Try one address after the other. Each has its share of the time that is left, so
	 * that a dead one doesn't use up all of it.
	 */
	private Socket open(InetAddress[] addresses, int port, Deadline deadline) throws IOException {
		IOException failure = new IOException("The host has no address");
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

	/**
	 * Ask a proxy for a tunnel. Credentials for the proxy would be a header here.
	 */
	private void tunnel(URI target, Socket socket, Deadline deadline) throws IOException {
		OpenConnection proxy = new OpenConnection(target, socket, null, "");
		int status = proxy.connect(new HttpRequest("CONNECT", target, Map.of(), 0, null), deadline, this.readTimeout);
		if (status / 100 != 2) {
			throw new IOException("The proxy answered HTTP " + status);
		}
	}

	private Socket secure(Socket plain, String host, int port, Deadline deadline) throws IOException {
		plain.setSoTimeout(deadline.remainingMillis(this.readTimeout));
		Socket socket = HttpsURLConnection.getDefaultSSLSocketFactory().createSocket(plain, host, port, true);
		if (socket instanceof SSLSocket secured) {
			SSLParameters parameters = secured.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			secured.setSSLParameters(parameters);
			secured.startHandshake();
		}
		return socket;
	}

	@FunctionalInterface
	interface SocketListener {

		void opened(Socket socket) throws IOException;

	}

}

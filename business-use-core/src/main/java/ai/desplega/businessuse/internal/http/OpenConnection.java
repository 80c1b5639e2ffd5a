package ai.desplega.businessuse.internal.http;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * Open connection to a backend or to its proxy.
 */
final class OpenConnection implements Closeable {

	/**
	 * Size that is sufficient for a batch of a hundred events of typical size.
	 */
	private static final int BUFFER_SIZE = 32 * 1024;

	private final URI root;

	private final Socket socket;

	private final @Nullable SocketChannel channel;

	private final String targetPrefix;

	private final ResponseReader responses;

	private final OutputStream out;

	private OpenConnection(URI uri, Socket socket, @Nullable SocketChannel channel, String targetPrefix)
			throws IOException {
		this.root = uri.resolve("/");
		this.socket = socket;
		this.channel = channel;
		this.targetPrefix = targetPrefix;
		this.responses = new ResponseReader(socket);
		this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_SIZE);
	}

	/**
	 * Open a connection over a socket: with TLS for an https URI, and through a tunnel if
	 * there is a proxy.
	 */
	static OpenConnection over(Socket plain, URI uri, InetSocketAddress backend, boolean viaHttpProxy,
			Deadline deadline, Duration readTimeout) throws IOException {
		String authority = backend.getHostString() + ":" + backend.getPort();
		if (!"https".equalsIgnoreCase(uri.getScheme())) {
			return new OpenConnection(uri, plain, plain.getChannel(), viaHttpProxy ? "http://" + authority : "");
		}
		if (viaHttpProxy) {
			tunnel(URI.create("//" + authority), plain, deadline, readTimeout);
		}
		return new OpenConnection(uri, secure(plain, backend, deadline.butNotAfter(readTimeout)), plain.getChannel(),
				"");
	}

	/**
	 * Request a tunnel from a proxy. Proxy authentication is not supported; it would be a
	 * header of this request.
	 */
	private static void tunnel(URI target, Socket plain, Deadline deadline, Duration readTimeout) throws IOException {
		HttpRequest request = new HttpRequest("CONNECT", target, Map.of(), 0, null);
		int status = new OpenConnection(target, plain, null, "").exchange(request, deadline, readTimeout).status();
		if (status / 100 != 2) {
			throw new IOException("The proxy responded with HTTP " + status);
		}
	}

	private static Socket secure(Socket plain, InetSocketAddress backend, Deadline deadline) throws IOException {
		plain.setSoTimeout(deadline.remainingMillis());
		SSLSocket socket = (SSLSocket) HttpsURLConnection.getDefaultSSLSocketFactory()
			.createSocket(plain, backend.getHostString(), backend.getPort(), true);
		SSLParameters parameters = socket.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		socket.setSSLParameters(parameters);
		socket.startHandshake();
		return socket;
	}

	/**
	 * Return whether the connection can be used for a request to a URI: it has the same
	 * destination, and the other side has not closed it. Between requests, an end of the
	 * stream or unexpected bytes mean that the other side has closed the connection.
	 */
	boolean canServe(URI uri) {
		if (this.channel == null || !this.root.equals(uri.resolve("/"))) {
			return false;
		}
		try {
			this.channel.configureBlocking(false);
			int read = this.channel.read(ByteBuffer.allocate(1));
			this.channel.configureBlocking(true);
			return read == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Send a request and read the response. A server may reject a request before reading
	 * it completely, and close the connection. Writing then fails, but the response can
	 * be read. A successful response is ignored in this case, because the request was not
	 * sent completely.
	 * @param readTimeout the maximum time for the head of the response
	 */
	HttpResponse exchange(HttpRequest request, Deadline deadline, Duration readTimeout) throws IOException {
		try {
			request.writeTo(this.out, this.targetPrefix);
		}
		catch (IOException ex) {
			return readRefusal(request, deadline, ex);
		}
		return this.responses.read(request.method(), deadline, readTimeout);
	}

	private HttpResponse readRefusal(HttpRequest request, Deadline deadline, IOException failure) throws IOException {
		try {
			HttpResponse refusal = this.responses.read(request.method(), deadline, ResponseReader.BODY_TIME);
			if (refusal.status() >= 300) {
				close();
				return refusal;
			}
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
		throw failure;
	}

	/**
	 * Close the socket. Closing the TLS socket could wait until the other side closes the
	 * connection.
	 */
	@Override
	public void close() throws IOException {
		this.socket.setSoTimeout(1);
		this.socket.close();
	}

}

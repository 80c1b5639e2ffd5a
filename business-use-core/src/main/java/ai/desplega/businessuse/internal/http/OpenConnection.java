package ai.desplega.businessuse.internal.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Open connection to a backend, or to a proxy in front of it.
 */
final class OpenConnection implements Closeable {

	/**
	 * Holds a batch of a hundred events of usual size.
	 */
	private static final int BUFFER_SIZE = 32 * 1024;

	private static final Duration BODY_TIME = Duration.ofSeconds(1);

	private final URI uri;

	private final Socket socket;

	private final @Nullable SocketChannel channel;

	private final String targetPrefix;

	private final TimedInput timed;

	private final InputStream in;

	private final OutputStream out;

	/**
	 * Create a connection.
	 * @param uri the URI that it was opened for
	 * @param socket the socket; with TLS, the one above the channel
	 * @param channel the channel of the socket below TLS; {@code null} for SOCKS
	 * @param targetPrefix what a proxy expects in front of the path of a request
	 */
	OpenConnection(URI uri, Socket socket, @Nullable SocketChannel channel, String targetPrefix) throws IOException {
		this.uri = uri;
		this.socket = socket;
		this.channel = channel;
		this.targetPrefix = targetPrefix;
		this.timed = new TimedInput(socket);
		this.in = new BufferedInputStream(this.timed);
		this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_SIZE);
	}

	boolean leadsTo(URI other) {
		return this.uri.getScheme().equals(other.getScheme())
				&& this.uri.getRawAuthority().equals(other.getRawAuthority());
	}

	/**
	 * Return whether the connection can't be used again: between requests, an end of the
	 * stream or bytes that belong to no request mean that the other side gave it up.
	 */
	boolean isStale() {
		if (this.channel == null) {
			return true;
		}
		try {
			this.channel.configureBlocking(false);
			try {
				return this.channel.read(ByteBuffer.allocate(1)) != 0;
			}
			finally {
				this.channel.configureBlocking(true);
			}
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * Send a request and read the response. A server may refuse a request before it has
	 * read it, and close: then writing fails, but the refusal is there. A success would
	 * not count, since what was not sent as a whole can't have been accepted.
	 * @param silence the time that the other side may be silent
	 */
	HttpResponse exchange(HttpRequest request, Deadline deadline, Duration silence) throws IOException {
		this.timed.limit(deadline, silence);
		try {
			request.writeTo(this.out, this.targetPrefix + request.path());
		}
		catch (IOException ex) {
			return readRefusal(ex, deadline.butNotAfter(BODY_TIME));
		}
		HttpResponse head = HttpResponse.readHead(this.in);
		this.timed.limit(deadline.butNotAfter(BODY_TIME), silence);
		return head.readBody(this.in);
	}

	/**
	 * Ask a proxy for a tunnel to the URI of the request. Reads no further than the head
	 * of the response: what follows is TLS.
	 * @return the status
	 */
	int connect(HttpRequest request, Deadline deadline, Duration silence) throws IOException {
		this.timed.limit(deadline, silence);
		request.writeTo(this.out, request.uri().getRawAuthority());
		return HttpResponse.readHead(this.in).status();
	}

	private HttpResponse readRefusal(IOException failure, Deadline deadline) throws IOException {
		try {
			this.timed.limit(deadline, BODY_TIME);
			HttpResponse refusal = HttpResponse.readHead(this.in).readBody(this.in);
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
	 * Return whether all bytes that came were read. More would belong to no request.
	 */
	boolean isDrained() throws IOException {
		return !this.socket.isClosed() && this.in.available() == 0;
	}

	/**
	 * Close the socket. TLS would wait for the other side to close for as long as that
	 * may be silent.
	 */
	@Override
	public void close() throws IOException {
		try {
			this.socket.setSoTimeout(1);
		}
		finally {
			this.socket.close();
		}
	}

	private static final class TimedInput extends FilterInputStream {

		private final Socket socket;

		private @Nullable Deadline deadline;

		private Duration silence = Duration.ZERO;

		private TimedInput(Socket socket) throws IOException {
			super(socket.getInputStream());
			this.socket = socket;
		}

		private void limit(Deadline deadline, Duration silence) {
			this.deadline = deadline;
			this.silence = silence;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			if (this.deadline != null) {
				this.socket.setSoTimeout(this.deadline.remainingMillis(this.silence));
			}
			return super.read(buffer, offset, length);
		}

		/**
		 * Leaves the buffer above as the only source of available bytes.
		 */
		@Override
		public int available() {
			return 0;
		}

	}

}

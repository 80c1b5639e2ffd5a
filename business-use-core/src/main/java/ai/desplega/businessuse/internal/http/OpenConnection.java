package ai.desplega.businessuse.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * An open connection.
 *
 * @param uri what it was opened for
 * @param socket what is written to and read from: with TLS, the socket above
 * {@code plain}
 * @param channel the channel of the socket below TLS; null where a SOCKS proxy made that
 * impossible
 * @param in what comes back
 * @param out where to write, buffered
 * @param forwarded whether a proxy reads the requests, and not the backend itself
 */
record OpenConnection(URI uri, Socket socket, @Nullable SocketChannel channel, ResponseInput in, OutputStream out,
		boolean forwarded) implements Closeable {

	static String origin(URI uri) {
		return uri.getScheme() + "://" + RequestHead.authority(uri, true);
	}

	boolean leadsTo(URI uri) {
		return this.uri.getScheme().equals(uri.getScheme()) && this.uri.getRawAuthority().equals(uri.getRawAuthority());
	}

	String target(URI uri) {
		return this.forwarded ? origin(uri) + RequestHead.path(uri) : RequestHead.path(uri);
	}

	/**
	 * Whether it can't be used again. Between requests there must be nothing to read: an
	 * end of the stream, or bytes that nobody asked for, mean that the other side has
	 * given it up.
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
	 * Closes the socket. TLS says goodbye then, and would wait for the other side to do
	 * so for as long as it may be silent.
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

}

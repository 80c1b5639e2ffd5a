package ai.desplega.businessuse.internal.http;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Input of a socket with a limit on time and size. The timeout of a socket is not
 * sufficient, because it restarts with each byte.
 */
final class BoundedInput extends FilterInputStream {

	private static final int MAX_SIZE = 32 * 1024;

	private final Socket socket;

	private Deadline deadline = Deadline.in(Duration.ZERO);

	private int remaining;

	BoundedInput(Socket socket) throws IOException {
		super(socket.getInputStream());
		this.socket = socket;
	}

	void limit(Deadline deadline) {
		this.deadline = deadline;
		this.remaining = MAX_SIZE;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		if (this.remaining == 0) {
			throw new IOException("The head of the response is larger than " + MAX_SIZE + " bytes");
		}
		this.socket.setSoTimeout(this.deadline.remainingMillis());
		int read = super.read(buffer, offset, Math.min(length, this.remaining));
		if (read < 0) {
			throw new EOFException("The connection was closed before the response was complete");
		}
		this.remaining -= read;
		return read;
	}

}

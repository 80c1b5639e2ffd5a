package ai.desplega.businessuse.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;

/**
 * What a socket gives, byte by byte, with a deadline over all of it.
 */
final class ResponseInput {

	private static final int BUFFER_SIZE = 2048;

	private final Socket socket;

	private final InputStream in;

	private final byte[] buffer = new byte[BUFFER_SIZE];

	private int next;

	private int end;

	private Deadline deadline;

	private Duration silence;

	ResponseInput(Socket socket, Deadline deadline, Duration silence) throws IOException {
		this.socket = socket;
		this.in = socket.getInputStream();
		this.deadline = deadline;
		this.silence = silence;
	}

	/**
	 * Sets by when all must be read, and how long nothing may come.
	 */
	void limit(Deadline deadline, Duration silence) {
		this.deadline = deadline;
		this.silence = silence;
	}

	void limit(Duration fromNow) {
		this.deadline = this.deadline.butNotAfter(fromNow);
	}

	/**
	 * The next byte.
	 * @return -1 at the end
	 */
	int read() throws IOException {
		if (this.next == this.end && !fill()) {
			return -1;
		}
		return this.buffer[this.next++] & 0xFF;
	}

	private boolean fill() throws IOException {
		this.socket.setSoTimeout(this.deadline.remainingMillis(this.silence));
		int read = this.in.read(this.buffer);
		this.next = 0;
		this.end = Math.max(0, read);
		return read > 0;
	}

	int readOrFail() throws IOException {
		int read = read();
		if (read < 0) {
			throw new EOFException("The connection was closed before the answer was complete");
		}
		return read;
	}

	/**
	 * Whether everything that came was read: more would belong to no request.
	 */
	boolean isDrained() {
		return this.next == this.end;
	}

}

package ai.desplega.businessuse.internal.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Time by which an operation must have ended.
 *
 * @param nanoTime the time in terms of {@link System#nanoTime()}
 */
record Deadline(long nanoTime) {

	static Deadline in(Duration duration) {
		return new Deadline(System.nanoTime() + duration.toNanos());
	}

	Deadline butNotAfter(Duration fromNow) {
		Deadline other = in(fromNow);
		return (other.nanoTime - this.nanoTime < 0) ? other : this;
	}

	/**
	 * Return the remaining time as the timeout of a socket, for which zero means no
	 * timeout.
	 * @throws SocketTimeoutException if no time is left
	 */
	int remainingMillis() throws SocketTimeoutException {
		long nanos = this.nanoTime - System.nanoTime();
		if (nanos <= 0) {
			throw new SocketTimeoutException("The request took too long");
		}
		return (int) Math.min(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), Integer.MAX_VALUE);
	}

}

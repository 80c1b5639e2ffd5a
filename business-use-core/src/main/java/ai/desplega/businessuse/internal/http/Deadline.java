package ai.desplega.businessuse.internal.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Time by which an operation must have ended.
 */
final class Deadline {

	private final long nanoTime;

	private Deadline(long nanoTime) {
		this.nanoTime = nanoTime;
	}

	Deadline(Duration fromNow) {
		this(System.nanoTime() + fromNow.toNanos());
	}

	Deadline butNotAfter(Duration fromNow) {
		Deadline other = new Deadline(fromNow);
		return (other.nanoTime - this.nanoTime < 0) ? other : this;
	}

	/**
	 * Return the time that is left as a timeout of a socket, for which zero is endless.
	 * @throws SocketTimeoutException if none is left
	 */
	int remainingMillis(Duration max) throws SocketTimeoutException {
		long nanos = this.nanoTime - System.nanoTime();
		if (nanos <= 0) {
			throw new SocketTimeoutException("The request took too long");
		}
		long millis = Math.min(TimeUnit.NANOSECONDS.toMillis(nanos), max.toMillis());
		return (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
	}

}

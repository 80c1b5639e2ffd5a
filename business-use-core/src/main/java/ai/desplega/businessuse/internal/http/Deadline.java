package ai.desplega.businessuse.internal.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A moment by which something must be over.
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
	 * The time that is left, as a timeout of a socket, which takes zero for endless.
	 * @throws SocketTimeoutException if there is none
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

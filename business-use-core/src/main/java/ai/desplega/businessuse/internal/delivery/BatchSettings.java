package ai.desplega.businessuse.internal.delivery;

import java.time.Duration;

/**
 * How events are batched and sent.
 *
 * @param batchSize how many events make a batch
 * @param batchInterval how long an event waits for its batch to fill
 * @param maxQueueSize how many events may wait
 * @param maxQueueBytes how many bytes may wait
 * @param requestTimeout the time that a whole request may take
 * @param shutdownTimeout how long closing may take
 */
public record BatchSettings(int batchSize, Duration batchInterval, int maxQueueSize, long maxQueueBytes,
		Duration requestTimeout, Duration shutdownTimeout) {

	/**
	 * With one event more than this a batch would still be smaller than 1 MiB, which is
	 * what widespread proxies let pass by default.
	 */
	private static final long ENOUGH_BYTES = 900_000;

	private static final Duration MAX_IDLE_CONNECTION = Duration.ofSeconds(1);

	/**
	 * Return the time after which a request is aborted: a little more than the transport
	 * was given, so that it ends by itself if it can.
	 */
	Duration abortTimeout() {
		return this.requestTimeout.plus(this.requestTimeout.dividedBy(10));
	}

	int fullSize() {
		return Math.min(this.batchSize, this.maxQueueSize);
	}

	long fullBytes() {
		return Math.min(ENOUGH_BYTES, this.maxQueueBytes / 2);
	}

	/**
	 * How long a connection may wait for the next batch: less than the interval by far,
	 * because the backend closes idle ones after about that time.
	 */
	Duration idleConnection() {
		Duration part = this.batchInterval.dividedBy(5);
		return (part.compareTo(MAX_IDLE_CONNECTION) < 0) ? part : MAX_IDLE_CONNECTION;
	}

}

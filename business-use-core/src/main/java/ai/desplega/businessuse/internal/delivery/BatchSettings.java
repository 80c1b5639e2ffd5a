package ai.desplega.businessuse.internal.delivery;

import java.time.Duration;

import ai.desplega.businessuse.internal.config.ClientConfig;

/**
 * Sizes and times of delivery that follow from the configuration.
 *
 * @param config the configuration
 */
record BatchSettings(ClientConfig config) {

	/**
	 * A batch with one more event is still smaller than 1 MiB, the default limit of
	 * widespread proxies.
	 */
	private static final long ENOUGH_BYTES = 900_000;

	private static final Duration MAX_IDLE_CONNECTION = Duration.ofSeconds(1);

	Duration requestTimeout() {
		return this.config.requestTimeout();
	}

	/**
	 * Return the time after which a request is aborted: a little more than the transport
	 * was given, so that it ends by itself if it can.
	 */
	Duration abortTimeout() {
		return requestTimeout().plus(requestTimeout().dividedBy(10));
	}

	int batchSize() {
		return this.config.batchSize();
	}

	int fullSize() {
		return Math.min(this.config.batchSize(), this.config.maxQueueSize());
	}

	long fullBytes() {
		return Math.min(ENOUGH_BYTES, this.config.maxQueueBytes() / 2);
	}

	/**
	 * Return the time that a connection may wait for the next batch: less than the
	 * interval by far, because the backend closes idle ones after about that time.
	 */
	Duration idleConnection() {
		Duration part = this.config.batchInterval().dividedBy(5);
		return (part.compareTo(MAX_IDLE_CONNECTION) < 0) ? part : MAX_IDLE_CONNECTION;
	}

}

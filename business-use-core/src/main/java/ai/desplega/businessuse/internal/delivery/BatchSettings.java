package ai.desplega.businessuse.internal.delivery;

import java.time.Duration;

import ai.desplega.businessuse.internal.config.ClientConfig;

/**
 * Limits and times of delivery that are derived from the configuration.
 *
 * @param config the configuration
 */
record BatchSettings(ClientConfig config) {

	/**
	 * Size at which a batch is full. With one more event, the batch is still smaller than
	 * 1 MiB, the default limit of common proxies.
	 */
	private static final long ENOUGH_BYTES = 900_000;

	private static final Duration MAX_IDLE_CONNECTION = Duration.ofSeconds(1);

	Duration requestTimeout() {
		return this.config.requestTimeout();
	}

	/**
	 * Return the time after which a request is aborted: slightly more than the timeout of
	 * the transport, so that the request can end by itself.
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
	 * Return the maximum idle time of a connection: much less than the batch interval,
	 * because the backend closes idle connections after approximately that interval.
	 */
	Duration idleConnection() {
		Duration part = this.config.batchInterval().dividedBy(5);
		return (part.compareTo(MAX_IDLE_CONNECTION) < 0) ? part : MAX_IDLE_CONNECTION;
	}

}

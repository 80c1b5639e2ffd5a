package ai.desplega.businessuse.internal.delivery;

import java.time.Instant;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What became of the events that a {@link BatchProcessor} was offered, at one moment:
 * offered = sent + the five losses + those still queued.
 *
 * @param backend how things stand with the backend
 * @param closed whether the processor was closed
 * @param offered the events
 * @param sent those that the backend confirmed
 * @param queueFull those that had to go for newer ones
 * @param unauthorized those lost to a key that the backend doesn't accept
 * @param rejected those in batches that the backend refused
 * @param failed those in batches that didn't arrive
 * @param shutdown those that closing left behind
 */
public record DeliveryStatus(Backend backend, boolean closed, long offered, long sent, long queueFull,
		long unauthorized, long rejected, long failed, long shutdown) {

	/**
	 * Reads how things stand after the counts: what a batch did to the backend's state is
	 * noted before the batch is counted.
	 */
	static DeliveryStatus of(Supplier<Backend> backend, boolean closed, DeliveryCounts counts) {
		long refusedUnauthorized = counts.refusedUnauthorized.sum();
		long refusedShutdown = counts.refusedShutdown.sum();
		long sent = counts.sent.sum();
		long queueFull = counts.queueFull.sum();
		long unauthorized = counts.unauthorized.sum() + refusedUnauthorized;
		long rejected = counts.rejected.sum();
		long failed = counts.failed.sum();
		long shutdown = counts.shutdown.sum() + refusedShutdown;
		long offered = counts.offered.sum() + refusedUnauthorized + refusedShutdown;
		return new DeliveryStatus(backend.get(), closed, offered, sent, queueFull, unauthorized, rejected, failed,
				shutdown);
	}

	/**
	 * The events that wait, or are on their way.
	 * @return their number
	 */
	public long queued() {
		return this.offered - this.sent - this.queueFull - this.unauthorized - this.rejected - this.failed
				- this.shutdown;
	}

	/**
	 * How things stand with the backend.
	 *
	 * @param state by the latest answer
	 * @param lastSuccess when it last confirmed a batch
	 * @param lastError what last went wrong
	 * @param lastErrorAt when that was
	 */
	public record Backend(State state, @Nullable Instant lastSuccess, @Nullable String lastError,
			@Nullable Instant lastErrorAt) {

		static final Backend UNKNOWN = new Backend(State.UNKNOWN, null, null, null);

		/**
		 * What the latest answer says.
		 */
		public enum State {

			/** There was none yet. */
			UNKNOWN,

			/** It answers. */
			AVAILABLE,

			/** It doesn't, or fails. */
			UNAVAILABLE,

			/** It doesn't accept the key. */
			UNAUTHORIZED

		}

	}

}

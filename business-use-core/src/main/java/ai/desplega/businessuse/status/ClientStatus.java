package ai.desplega.businessuse.status;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What became of every event of a client, at one moment. It always adds up: accepted =
 * sent + dropped (by reason) + queued.
 *
 * @param state how the client stands with its backend
 * @param url where the events go, without credentials; {@code null} if the client is off,
 * or has a transport that doesn't tell
 * @param accepted the events that the client was given, valid or not
 * @param sent the events that the backend has confirmed
 * @param dropped the events that were not delivered, by reason; every reason is present
 * @param queued the events that wait, or are on their way
 * @param queueCapacity the events that may wait before the oldest are dropped, 0 for a
 * client that is off
 * @param lastSuccess when the backend last confirmed a batch, {@code null} for never
 * @param lastError what last went wrong with the backend, {@code null} for nothing
 * @param lastErrorAt when that was
 */
public record ClientStatus(State state, @Nullable String url, long accepted, long sent, Map<DropReason, Long> dropped,
		long queued, int queueCapacity, @Nullable Instant lastSuccess, @Nullable String lastError,
		@Nullable Instant lastErrorAt) {

	/**
	 * The events dropped for one reason.
	 * @param reason the reason
	 * @return their number
	 */
	public long dropped(DropReason reason) {
		return this.dropped.getOrDefault(reason, 0L);
	}

	/**
	 * How a client stands with its backend.
	 */
	public enum State {

		/**
		 * The client does nothing: it has no key, or is not enabled.
		 */
		OFF,

		/**
		 * No event yet, so the backend was never asked.
		 */
		UNKNOWN,

		/**
		 * The backend answers.
		 */
		AVAILABLE,

		/**
		 * The last batch did not arrive, or the backend failed. Each further batch is
		 * tried once.
		 */
		UNAVAILABLE,

		/**
		 * The backend does not accept the key. Events are refused; the key is checked
		 * again every minute.
		 */
		UNAUTHORIZED,

		/**
		 * The client was closed.
		 */
		CLOSED

	}

}

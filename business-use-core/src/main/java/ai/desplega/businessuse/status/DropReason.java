package ai.desplega.businessuse.status;

import java.util.Locale;

/**
 * Reason why an event was dropped. Constants may be added, so a {@code switch} should
 * have a default branch.
 */
public enum DropReason {

	/**
	 * The queue was full, and the event was among the oldest.
	 */
	QUEUE_FULL,

	/**
	 * The backend would have rejected the event: a blank id, no run, data that is not an
	 * object, an assertion without a validator, or an exception in the code that
	 * describes it.
	 */
	INVALID,

	/**
	 * The event exceeded the maximum size.
	 */
	TOO_LARGE,

	/**
	 * A {@code BusinessEventCustomizer} discarded the event, or failed.
	 */
	CUSTOMIZER,

	/**
	 * The backend did not accept the API key: 401 or 403, confirmed by a check of the
	 * key.
	 */
	UNAUTHORIZED,

	/**
	 * The batch was rejected (a 4xx, a redirect), or the server is not a backend.
	 */
	REJECTED,

	/**
	 * There was no response to the batch, or the backend failed (5xx), possibly after it
	 * had stored the batch.
	 */
	FAILED,

	/**
	 * The client was closed before the event could be sent.
	 */
	SHUTDOWN;

	/**
	 * {@return the name in metrics, logs and JSON, such as {@code queue_full}}
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}

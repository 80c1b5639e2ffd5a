package ai.desplega.businessuse.status;

import java.util.Locale;

/**
 * Reason for which an event was dropped. More may be added: a {@code switch} over them
 * should have a default.
 */
public enum DropReason {

	/**
	 * The queue was full, and the event was among the oldest.
	 */
	QUEUE_FULL,

	/**
	 * The backend would have rejected the event: a blank id, no run, data that is not an
	 * object, an assertion without a validator, or an exception while it was built.
	 */
	INVALID,

	/**
	 * The event was larger than allowed.
	 */
	TOO_LARGE,

	/**
	 * A {@code BusinessEventCustomizer} discarded the event, or failed.
	 */
	CUSTOMIZER,

	/**
	 * The backend did not accept the API key: 401 or 403, confirmed by its check.
	 */
	UNAUTHORIZED,

	/**
	 * The batch was refused (a 4xx, a redirect), or something other than the backend
	 * answered.
	 */
	REJECTED,

	/**
	 * The batch did not arrive (network), or the backend failed (5xx), perhaps after it
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

package ai.desplega.businessuse.status;

import java.util.Locale;

import ai.desplega.businessuse.BusinessEventCustomizer;

/**
 * Why an event was not delivered.
 */
public enum DropReason {

	/**
	 * It was among the oldest when the queue was full.
	 */
	QUEUE_FULL,

	/**
	 * It was not one that the backend could take: a blank id, no run, data that is not an
	 * object, an exception while it was built.
	 */
	INVALID,

	/**
	 * It was larger than an event may be.
	 */
	TOO_LARGE,

	/**
	 * A {@link BusinessEventCustomizer} discarded it, or failed.
	 */
	CUSTOMIZER,

	/**
	 * The backend did not accept the key (401, 403).
	 */
	UNAUTHORIZED,

	/**
	 * The backend refused its batch (another 4xx, or a redirect).
	 */
	REJECTED,

	/**
	 * Its batch did not arrive (network) or the backend failed (5xx).
	 */
	FAILED,

	/**
	 * The client was closed before it could be sent.
	 */
	SHUTDOWN;

	/**
	 * The name of this reason in metrics, logs and the endpoint.
	 * @return for example {@code queue_full}
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}

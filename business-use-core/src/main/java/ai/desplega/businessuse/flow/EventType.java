package ai.desplega.businessuse.flow;

/**
 * Type of an event. It is derived: an event with a validator is an assertion, as in the
 * other SDKs of Business-Use. More may be added: a {@code switch} should have a default.
 */
public enum EventType {

	/**
	 * Something happened.
	 */
	ACT,

	/**
	 * Something happened, and a validator decides whether it was right.
	 */
	ASSERT

}

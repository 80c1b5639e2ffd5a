package ai.desplega.businessuse.flow;

/**
 * Type of an event. It follows from the event and can't be chosen: an event with a
 * validator is an assertion, as in the other SDKs of Business-Use. More may be added: a
 * {@code switch} over them should have a default.
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

package ai.desplega.businessuse.flow;

/**
 * Type of an event. An event with a validator is an assertion, as in the other SDKs of
 * Business-Use. Constants may be added, so a {@code switch} should have a default branch.
 */
public enum EventType {

	/**
	 * Something happened.
	 */
	ACT,

	/**
	 * Something happened, and a validator determines whether it was correct.
	 */
	ASSERT

}

package ai.desplega.businessuse.flow;

import ai.desplega.businessuse.BusinessEvent;

/**
 * What an event says of its node: that something happened, or that something must hold.
 * It follows from the event and can't be chosen: an event with a
 * {@linkplain BusinessEvent#validator() validator} is an assertion, as in the other SDKs
 * of Business-Use.
 */
public enum EventType {

	/**
	 * Something happened.
	 */
	ACT,

	/**
	 * Something happened, and a validator tells whether it was right.
	 */
	ASSERT

}

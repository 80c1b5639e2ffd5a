package ai.desplega.businessuse.spring.aop;

/**
 * Failure to describe an event. Thrown within the client, which counts the event as
 * invalid and logs the message with the location.
 */
@SuppressWarnings("serial")
final class EventFailure extends RuntimeException {

	EventFailure(String message, Throwable cause) {
		super(message, cause);
		setStackTrace(cause.getStackTrace());
	}

	/**
	 * Return the message alone: the name of this class means nothing to a user.
	 */
	@Override
	public String toString() {
		return String.valueOf(getMessage());
	}

}

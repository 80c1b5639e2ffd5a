package ai.desplega.businessuse.spring.aop;

/**
 * Thrown within a call of the client if an event can't be described. The client counts
 * the event as invalid and logs the message with the location.
 */
@SuppressWarnings("serial")
final class EventFailure extends RuntimeException {

	EventFailure(String message, Throwable cause) {
		super(message, cause);
		setStackTrace(cause.getStackTrace());
	}

	/**
	 * Return only the message, because the name of this class is meaningless to users.
	 */
	@Override
	public String toString() {
		return String.valueOf(getMessage());
	}

}

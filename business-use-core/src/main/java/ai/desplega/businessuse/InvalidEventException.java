package ai.desplega.businessuse;

/**
 * Thrown if the backend would reject an event. It has no stack trace, because only the
 * message is logged.
 */
final class InvalidEventException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidEventException(String message) {
		super(message, null, false, false);
	}

}

package ai.desplega.businessuse;

/**
 * Thrown for an event that the backend would reject. Has no stack trace, since only its
 * message is logged.
 */
final class InvalidEventException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidEventException(String message) {
		super(message, null, false, false);
	}

}

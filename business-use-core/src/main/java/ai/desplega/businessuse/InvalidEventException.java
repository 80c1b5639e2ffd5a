package ai.desplega.businessuse;

/**
 * An event that the backend could not take. It ends in one line of the log, so it comes
 * without a stack trace.
 */
final class InvalidEventException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidEventException(String message) {
		super(message, null, false, false);
	}

}

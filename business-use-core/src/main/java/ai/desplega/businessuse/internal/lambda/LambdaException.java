package ai.desplega.businessuse.internal.lambda;

/**
 * Thrown for a lambda that can't be translated. It has no stack trace: it is thrown again
 * for every event of the call site, and the message contains the source location.
 */
final class LambdaException extends IllegalArgumentException {

	private static final long serialVersionUID = 1;

	LambdaException(String message) {
		super(message);
	}

	/**
	 * Return the message only: a log may cut it.
	 */
	@Override
	public String toString() {
		return String.valueOf(getMessage());
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}

package ai.desplega.businessuse.internal.json;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for a value that this package rejects. The message begins with a verb. It has no
 * stack trace, because the message is sufficient.
 */
public final class UnwritableException extends RuntimeException {

	static final String NUMBER = "is not a finite number that a double can hold";

	private static final long serialVersionUID = 1L;

	private static final int MAX_CAUSES = 20;

	private final @Nullable Class<?> refused;

	private final String predicate;

	UnwritableException(String message) {
		super(message, null, false, false);
		this.refused = null;
		this.predicate = message;
	}

	/**
	 * Create an exception for an object of a type that is not data.
	 * @param predicate the reason, a predicate without its subject
	 */
	UnwritableException(Class<?> refused, String predicate) {
		super("a " + refused.getName() + " " + predicate, null, false, false);
		this.refused = refused;
		this.predicate = predicate;
	}

	boolean refuses(Class<?> type) {
		return type == this.refused;
	}

	String predicate() {
		return this.predicate;
	}

	/**
	 * Return the reason that Jackson wrapped, or the exception itself.
	 */
	static Throwable reason(Throwable thrown) {
		Throwable cause = thrown;
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			if (cause instanceof UnwritableException || cause instanceof JsonLimitException) {
				return cause;
			}
			cause = cause(cause);
		}
		return thrown;
	}

	private static @Nullable Throwable cause(Throwable thrown) {
		try {
			return thrown.getCause();
		}
		catch (Throwable hostile) {
			return null;
		}
	}

}

package ai.desplega.businessuse.internal.json;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for a value that is not encoded for a reason of this package. The message begins
 * with a verb, is complete, and needs no stack trace.
 */
public final class UnwritableException extends RuntimeException {

	static final String NUMBER = "is not a finite number that a double can hold";

	private static final long serialVersionUID = 1L;

	private static final int MAX_CAUSES = 20;

	private final @Nullable String kind;

	UnwritableException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception.
	 * @param kind the part of the message that tells why objects of this kind are not
	 * data, or null if the object is data
	 */
	UnwritableException(String message, @Nullable String kind) {
		super(message, null, false, false);
		this.kind = kind;
	}

	@Nullable String kind() {
		return this.kind;
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

package ai.desplega.businessuse.internal.lambda;

import org.jspecify.annotations.Nullable;

/**
 * A lambda can't be translated. The message tells all; there is no stack trace, for it
 * may be thrown for every event, and would cost more than all else.
 */
final class LambdaException extends IllegalArgumentException {

	private static final long serialVersionUID = 1;

	LambdaException(@Nullable String message) {
		super(message);
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}

package ai.desplega.businessuse.internal.json;

/**
 * What was given as an object is not one. The message ends a sentence that begins with
 * what it was given as.
 */
public final class NotAnObjectException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NotAnObjectException(String message) {
		super(message, null, false, false);
	}

}

package ai.desplega.businessuse.internal.json;

/**
 * Thrown for data that is not a JSON object. The message begins with a verb, so that it
 * continues a sentence about the data.
 */
public final class NotAnObjectException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NotAnObjectException(String message) {
		super(message, null, false, false);
	}

}

package ai.desplega.businessuse.internal.json;

/**
 * Thrown if a buffer would exceed its limit. It has no stack trace, because this is an
 * expected case.
 */
public final class JsonLimitException extends RuntimeException {

	static final JsonLimitException INSTANCE = new JsonLimitException();

	private static final long serialVersionUID = 1L;

	private JsonLimitException() {
		super("exceeds the maximum size of an event", null, false, false);
	}

}

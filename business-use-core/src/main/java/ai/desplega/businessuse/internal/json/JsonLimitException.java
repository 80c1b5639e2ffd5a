package ai.desplega.businessuse.internal.json;

/**
 * Thrown if a buffer would exceed its limit, which is not exceptional and needs no stack
 * trace.
 */
public final class JsonLimitException extends RuntimeException {

	static final JsonLimitException INSTANCE = new JsonLimitException();

	private static final long serialVersionUID = 1L;

	private JsonLimitException() {
		super("is larger than an event may be", null, false, false);
	}

}

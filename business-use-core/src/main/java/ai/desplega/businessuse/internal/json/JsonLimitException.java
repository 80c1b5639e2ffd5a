package ai.desplega.businessuse.internal.json;

/**
 * What is written would exceed the limit. Part of the normal course of things, so it
 * comes without a stack trace.
 */
public final class JsonLimitException extends RuntimeException {

	static final JsonLimitException INSTANCE = new JsonLimitException();

	private static final long serialVersionUID = 1L;

	private JsonLimitException() {
		super("is larger than an event may be", null, false, false);
	}

}

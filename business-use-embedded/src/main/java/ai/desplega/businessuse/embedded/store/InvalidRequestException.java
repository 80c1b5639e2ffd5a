package ai.desplega.businessuse.embedded.store;

/**
 * Thrown if a request is invalid. No part of the request is stored.
 */
public final class InvalidRequestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient FieldError error;

	InvalidRequestException(FieldError error) {
		super(error.loc() + ": " + error.msg());
		this.error = error;
	}

	/**
	 * Return the first invalid field.
	 * @return the error
	 */
	public FieldError error() {
		return this.error;
	}

}

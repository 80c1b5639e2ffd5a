package ai.desplega.businessuse.internal;

/**
 * Thrown if a flow definition is invalid in every environment. The type distinguishes it
 * from other illegal arguments.
 */
public final class InvalidFlowException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	public InvalidFlowException(String message) {
		super(message);
	}

}

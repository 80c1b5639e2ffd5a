package ai.desplega.businessuse.internal;

/**
 * Thrown for a flow definition that is invalid in every environment. The type tells it
 * from other illegal arguments.
 */
public final class InvalidFlowException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	public InvalidFlowException(String message) {
		super(message);
	}

}

package ai.desplega.businessuse.embedded.evaluation;

/**
 * A run that can't be evaluated at all, and why. The real backend answers with an
 * internal server error here, and says nothing.
 */
public final class FlowException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public FlowException(String message) {
		super(message);
	}

}

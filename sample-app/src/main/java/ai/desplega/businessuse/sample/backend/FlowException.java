package ai.desplega.businessuse.sample.backend;

/**
 * A run that can't be evaluated at all, and why. The real backend answers with an
 * internal server error here, and says nothing.
 */
final class FlowException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	FlowException(String message) {
		super(message);
	}

}

package ai.desplega.businessuse.embedded.evaluation;

/**
 * Thrown if a run can't be evaluated. For such a request, the real backend returns status
 * 500 without a reason.
 */
public final class FlowException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message the reason and how to correct it
	 */
	public FlowException(String message) {
		super(message);
	}

}

package ai.desplega.businessuse.embedded.evaluation;

/**
 * Thrown if a run can't be evaluated at all. The real backend answers such a request with
 * a 500 without a reason.
 */
public final class FlowException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message the reason and the correction
	 */
	public FlowException(String message) {
		super(message);
	}

}

package ai.desplega.businessuse.embedded;

/**
 * Thrown if a backend fails to evaluate a run, possibly because it has no event of the
 * run yet.
 */
final class UnknownRunException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	UnknownRunException(String message) {
		super(message);
	}

}

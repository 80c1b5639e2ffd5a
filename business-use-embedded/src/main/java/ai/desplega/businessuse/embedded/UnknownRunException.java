package ai.desplega.businessuse.embedded;

/**
 * Thrown if a backend fails to evaluate a run, perhaps because it has no event of it yet.
 */
final class UnknownRunException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	UnknownRunException(String message) {
		super(message);
	}

}

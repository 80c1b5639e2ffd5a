package ai.desplega.businessuse.embedded.evaluation;

/**
 * Evaluates filters and validators.
 */
@FunctionalInterface
public interface Scripts {

	/**
	 * Evaluate a script. Errors of the script are returned as a result and not thrown.
	 * @param expression the script
	 * @param data the argument {@code data}, a JSON object
	 * @param ctx the argument {@code ctx}, a JSON object
	 * @return the result
	 */
	ScriptResult run(Expression expression, String data, String ctx);

	/**
	 * Prepare for a script. The preparation doesn't count against the time limit.
	 */
	default void prepare() {
	}

}

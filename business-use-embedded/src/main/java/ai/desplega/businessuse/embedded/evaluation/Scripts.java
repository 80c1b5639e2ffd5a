package ai.desplega.businessuse.embedded.evaluation;

import ai.desplega.businessuse.embedded.console.Runs;
import org.jspecify.annotations.Nullable;

/**
 * Runs filters and validators.
 */
@FunctionalInterface
public interface Scripts {

	/**
	 * Run a script.
	 * @param expression the script
	 * @param data what it sees as {@code data}, a JSON object
	 * @param ctx what it sees as {@code ctx}, a JSON object
	 * @return what came of it; nothing that a script does is thrown
	 */
	Result run(Expression expression, String data, String ctx);

	/**
	 * What came of a script.
	 *
	 * @param passed whether it said true, and not merely something like it
	 * @param problem why it said neither true nor false, {@code null} if it did
	 * @param timedOut whether that took too long
	 */
	record Result(boolean passed, @Nullable String problem, boolean timedOut) {

		public static Result of(boolean passed) {
			return new Result(passed, null, false);
		}

		public static Result problem(String problem) {
			return new Result(false, problem, false);
		}

		public static Result timeout(String problem) {
			return new Result(false, problem, true);
		}

	}

}

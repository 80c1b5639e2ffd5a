package ai.desplega.businessuse.embedded.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Result of a filter or validator.
 *
 * @param outcome the outcome
 * @param message the reason for an outcome other than {@code true} or {@code false}
 */
public record ScriptResult(Outcome outcome, @Nullable String message) {

	private static final int MAX_MESSAGE = 500;

	/**
	 * Create a result. The message may contain output of a script. It is truncated to 500
	 * characters, and lone surrogates are replaced, because they can't be written as
	 * JSON.
	 * @param outcome the outcome
	 * @param message the reason
	 */
	public ScriptResult {
		message = (message != null) ? printable(message) : null;
	}

	/**
	 * Return the result of a script that was evaluated to a boolean.
	 * @param value the boolean
	 * @return the result
	 */
	public static ScriptResult of(boolean value) {
		return new ScriptResult(value ? Outcome.TRUE : Outcome.FALSE, null);
	}

	/**
	 * Return {@code true} if the script was evaluated to {@code true}.
	 * @return whether the rule holds
	 */
	public boolean isTrue() {
		return this.outcome == Outcome.TRUE;
	}

	private static String printable(String message) {
		StringBuilder printable = new StringBuilder();
		message.codePoints()
			.limit(MAX_MESSAGE)
			.map((point) -> (Character.getType(point) == Character.SURROGATE) ? '\ufffd' : point)
			.forEach(printable::appendCodePoint);
		return printable.toString();
	}

	/**
	 * Outcome of a script.
	 */
	public enum Outcome {

		/**
		 * The script returned {@code true}.
		 */
		TRUE,

		/**
		 * The script returned {@code false}.
		 */
		FALSE,

		/**
		 * The script returned a value other than a boolean, which also fails in the real
		 * backend.
		 */
		NOT_BOOLEAN,

		/**
		 * The script threw an exception or could not be parsed, which also fails in the
		 * real backend.
		 */
		THREW,

		/**
		 * The script was not evaluated, or not completely: its language is not supported,
		 * or it exceeded a limit of this module. The result in the real backend is
		 * unknown.
		 */
		NOT_EVALUATED,

		/**
		 * Like {@link #NOT_EVALUATED}, because the script exceeded its time limit.
		 */
		TIMED_OUT;

		/**
		 * Return {@code true} if the real backend has the same result.
		 * @return whether the script was evaluated
		 */
		public boolean isVerdict() {
			return this != NOT_EVALUATED && this != TIMED_OUT;
		}

	}

}

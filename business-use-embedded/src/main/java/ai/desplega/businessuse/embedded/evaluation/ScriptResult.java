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
	 * Create a result. A message comes from a script in part: it is cut at 500
	 * characters, and lone surrogates are replaced, which no JSON writer accepts.
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
		 * It gave {@code true}.
		 */
		TRUE,

		/**
		 * It gave {@code false}.
		 */
		FALSE,

		/**
		 * It gave something other than a boolean, which fails in the real backend, too.
		 */
		NOT_BOOLEAN,

		/**
		 * It threw an exception or could not be parsed, which fails in the real backend,
		 * too.
		 */
		THREW,

		/**
		 * It was not evaluated, or not to its end, so the result says nothing about the
		 * real backend: its language is not supported here, or it exceeded a limit of
		 * this module.
		 */
		NOT_EVALUATED,

		/**
		 * As {@link #NOT_EVALUATED}, because it exceeded its time limit.
		 */
		TIMED_OUT;

		/**
		 * Return {@code true} if the real backend has the same verdict.
		 * @return whether the script was evaluated
		 */
		public boolean isVerdict() {
			return this != NOT_EVALUATED && this != TIMED_OUT;
		}

	}

}

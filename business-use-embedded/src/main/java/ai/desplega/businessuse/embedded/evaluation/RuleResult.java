package ai.desplega.businessuse.embedded.evaluation;

import java.util.Locale;

/**
 * Result of a rule for one event.
 *
 * @param kind filter or validator
 * @param eventId the event
 * @param result the result
 */
public record RuleResult(Kind kind, String eventId, ScriptResult result) {

	/**
	 * Kind of a rule.
	 */
	public enum Kind {

		/**
		 * Rule that determines whether an event counts.
		 */
		FILTER,

		/**
		 * Rule that determines whether an event is correct.
		 */
		VALIDATOR;

		/**
		 * Return the name in messages.
		 * @return {@code filter} or {@code validator}
		 */
		public String label() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}

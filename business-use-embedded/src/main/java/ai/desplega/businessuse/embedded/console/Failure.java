package ai.desplega.businessuse.embedded.console;

import java.util.List;

import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.NodeEvaluation;
import ai.desplega.businessuse.embedded.evaluation.RuleResult;
import ai.desplega.businessuse.embedded.evaluation.ScriptResult.Outcome;
import ai.desplega.businessuse.flow.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * Description of a failed step: the expected and the actual outcome.
 *
 * @param sentence the sentence
 * @param eventId the event that failed, or {@code null} if the step has no event
 */
record Failure(String sentence, @Nullable String eventId) {

	static @Nullable Failure of(@Nullable NodeDefinition node, NodeEvaluation evaluated) {
		if (evaluated.status() != StepStatus.FAILED) {
			return null;
		}
		RuleResult failed = evaluated.rules()
			.stream()
			.filter((rule) -> rule.kind() == RuleResult.Kind.VALIDATOR && !rule.result().isTrue())
			.findFirst()
			.orElse(null);
		List<String> events = evaluated.evIds();
		if (failed != null) {
			return new Failure(sentence(failed), failed.eventId());
		}
		String depIds = (node != null) ? String.join(", ", node.depIds()) : "";
		if (events.isEmpty()) {
			return new Failure(
					"Expected an event after " + depIds + ", but none was recorded in time. " + evaluated.message(),
					null);
		}
		String last = events.get(events.size() - 1);
		return (evaluated.error() != null)
				? new Failure("Expected an event in time after " + depIds + ", but it was late. " + evaluated.error(),
						last)
				: new Failure("Expected an event of " + depIds + " before this step, but none was recorded.", last);
	}

	private static String sentence(RuleResult validator) {
		if (validator.result().outcome() == Outcome.FALSE) {
			return "Expected the validator to return true, but for this event it returned false.";
		}
		return "Expected the validator to return true, but for this event it failed: " + validator.result().message();
	}

}

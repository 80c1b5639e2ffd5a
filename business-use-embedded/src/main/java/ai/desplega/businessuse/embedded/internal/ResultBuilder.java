package ai.desplega.businessuse.embedded.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.NodeEvaluation;
import ai.desplega.businessuse.embedded.evaluation.RuleResult;
import ai.desplega.businessuse.embedded.evaluation.RunSnapshot;
import ai.desplega.businessuse.embedded.evaluation.ScriptResult.Outcome;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.embedded.store.DeclaredNodes;
import ai.desplega.businessuse.flow.EventType;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.StepResult;
import ai.desplega.businessuse.flow.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * Converts the evaluation of a run to the results of its steps, with human-readable
 * messages.
 */
final class ResultBuilder {

	private final Map<String, NodeDefinition> nodes = new HashMap<>();

	private final Map<String, StoredEvent> events = new HashMap<>();

	private final Evaluation evaluation;

	private final @Nullable FlowDefinition declared;

	ResultBuilder(RunSnapshot run, Evaluation evaluation, @Nullable FlowDefinition declared) {
		run.nodes().forEach((node) -> this.nodes.put(node.id(), node));
		run.events().forEach((event) -> this.events.put(event.id(), event));
		this.evaluation = evaluation;
		this.declared = declared;
	}

	List<StepResult> steps() {
		return this.evaluation.execInfo().stream().map(this::step).toList();
	}

	private StepResult step(NodeEvaluation evaluated) {
		NodeDefinition node = Objects.requireNonNull(this.nodes.get(evaluated.nodeId()));
		boolean isDeclared = this.declared != null && this.declared.step(node.id()) != null;
		return StepResult.builder(node.id(), evaluated.status())
			.type("assert".equals(node.type()) ? EventType.ASSERT : EventType.ACT)
			.message(message(node, evaluated))
			.declared(isDeclared)
			.missing(isDeclared && evaluated.evIds().isEmpty() && !DeclaredNodes.isOptional(this.declared, node.id()))
			.depIds(node.depIds())
			.events(evaluated.evIds()
				.stream()
				.map(this.events::get)
				.filter(Objects::nonNull)
				.map(RecordedEvents::of)
				.toList())
			.build();
	}

	private static @Nullable String message(NodeDefinition node, NodeEvaluation evaluated) {
		if (evaluated.status() == StepStatus.PASSED) {
			return null;
		}
		if (evaluated.status() == StepStatus.SKIPPED) {
			return "not recorded; " + skipped(node);
		}
		for (RuleResult rule : evaluated.rules()) {
			if (rule.kind() == RuleResult.Kind.VALIDATOR && !rule.result().isTrue() && node.validator() != null) {
				return validatorMessage(rule, node.validator().script());
			}
		}
		if (evaluated.error() == null && !evaluated.evIds().isEmpty()) {
			return "none of its dependencies " + node.depIds() + " was recorded";
		}
		String message = (evaluated.error() != null) ? evaluated.error() : evaluated.message();
		boolean timeout = evaluated.evIds().isEmpty() ? isTimedAct(node) : evaluated.error() != null;
		return timeout ? message + "; release 0.7.0 of the backend ignores the timeouts of steps" : message;
	}

	private static String skipped(NodeDefinition node) {
		if (!"assert".equals(node.type()) && !isTimedAct(node)) {
			return "a missing act is skipped";
		}
		return node.depIds().isEmpty() ? "a step without dependencies is not awaited"
				: "it is awaited only after one of its dependencies " + node.depIds() + " was recorded";
	}

	private static boolean isTimedAct(NodeDefinition node) {
		return "act".equals(node.type()) && !node.timeoutsMs().isEmpty();
	}

	private static String validatorMessage(RuleResult rule, String script) {
		String outcome = (rule.result().outcome() == Outcome.FALSE) ? "the validator returned false"
				: "the validator failed (" + rule.result().message() + ")";
		return outcome + ": " + script;
	}

	/**
	 * Return a sentence for each rule that could not be evaluated.
	 */
	List<String> errors() {
		List<String> errors = new ArrayList<>();
		for (NodeEvaluation node : this.evaluation.execInfo()) {
			node.notEvaluated()
				.forEach((rule) -> errors.add("the " + rule.kind().label() + " of step '" + node.nodeId()
						+ "' could not be evaluated: " + rule.result().message()));
		}
		return errors.stream().distinct().toList();
	}

}

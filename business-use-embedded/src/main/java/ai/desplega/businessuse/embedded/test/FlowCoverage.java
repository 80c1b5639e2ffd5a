package ai.desplega.businessuse.embedded.test;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import ai.desplega.businessuse.embedded.evaluation.NodeEvaluation;
import ai.desplega.businessuse.embedded.evaluation.RuleResult;
import ai.desplega.businessuse.embedded.evaluation.ScriptResult.Outcome;
import ai.desplega.businessuse.embedded.internal.EvaluatedRun;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.RunResult;
import ai.desplega.businessuse.flow.RunStatus;
import ai.desplega.businessuse.flow.StepDefinition;
import ai.desplega.businessuse.flow.StepResult;
import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Coverage of one declared flow by tests. Not thread-safe.
 */
final class FlowCoverage {

	private static final int MAX_SAMPLES = 20;

	private final Set<String> recorded = new HashSet<>();

	private final Set<String> wereTrue = new HashSet<>();

	private final Set<String> wereFalse = new HashSet<>();

	/** One passed run for each set of recorded steps. */
	private final Map<Set<String>, RunResult> samples = new HashMap<>();

	private FlowDefinition flow;

	FlowCoverage(FlowDefinition flow) {
		this.flow = flow;
	}

	/**
	 * Set the definition. The latest definition applies, because annotations of lazy
	 * beans are added later.
	 */
	void declare(FlowDefinition flow) {
		this.flow = flow;
	}

	void recorded(Collection<String> steps) {
		this.recorded.addAll(steps);
	}

	void evaluated(EvaluatedRun run) {
		for (NodeEvaluation node : run.evaluation().execInfo()) {
			for (RuleResult rule : node.rules()) {
				String name = rule(node.nodeId(), rule.kind());
				Outcome outcome = rule.result().outcome();
				if (outcome.isVerdict()) {
					((outcome == Outcome.TRUE) ? this.wereTrue : this.wereFalse).add(name);
				}
			}
		}
		RunResult result = run.result();
		if (result.status() == RunStatus.PASSED && this.samples.size() < MAX_SAMPLES) {
			this.samples.putIfAbsent(recordedSteps(result), result);
		}
	}

	Gaps gaps() {
		Set<String> steps = new TreeSet<>();
		Set<String> rules = new TreeSet<>();
		for (StepDefinition step : this.flow.steps()) {
			steps.add(step.id());
			if (has(step::validator)) {
				rules.add(rule(step.id(), RuleResult.Kind.VALIDATOR));
			}
			if (has(step::filter)) {
				rules.add(rule(step.id(), RuleResult.Kind.FILTER));
			}
		}
		steps.removeAll(this.recorded);
		return new Gaps(List.copyOf(steps), without(rules, this.wereTrue), without(rules, this.wereFalse), unnoticed());
	}

	/**
	 * Return the unnoticed steps: those whose absence is unnoticed in every run.
	 */
	private Map<String, String> unnoticed() {
		Map<String, String> unnoticed = new TreeMap<>();
		Set<String> noticed = new HashSet<>();
		this.samples.forEach((steps, run) -> {
			Map<String, String> ofRun = run.unnoticedSteps();
			unnoticed.putAll(ofRun);
			steps.stream().filter((step) -> !ofRun.containsKey(step)).forEach(noticed::add);
		});
		unnoticed.keySet().removeAll(noticed);
		return unnoticed;
	}

	private static Set<String> recordedSteps(RunResult run) {
		Set<String> steps = new HashSet<>();
		run.steps().stream().filter((step) -> !step.events().isEmpty()).map(StepResult::id).forEach(steps::add);
		return steps;
	}

	private static boolean has(Supplier<@Nullable Expr> rule) {
		try {
			return rule.get() != null;
		}
		catch (IllegalArgumentException ex) {
			// the rule can't be translated
			return true;
		}
	}

	private static String rule(String step, RuleResult.Kind kind) {
		return step + "." + kind.label();
	}

	private static List<String> without(Set<String> rules, Set<String> seen) {
		return rules.stream().filter((rule) -> !seen.contains(rule)).toList();
	}

	/**
	 * Parts of a flow that no test covers.
	 *
	 * @param notRecorded the declared steps that no test recorded
	 * @param neverTrue the rules that were true in no evaluation of a test
	 * @param neverFalse the rules that were false in no evaluation of a test
	 * @param unnoticed the steps without which each passed run would still have passed,
	 * with the reasons
	 */
	record Gaps(List<String> notRecorded, List<String> neverTrue, List<String> neverFalse,
			Map<String, String> unnoticed) {

		@Override
		public String toString() {
			return "steps never recorded " + this.notRecorded + ", rules never true " + this.neverTrue
					+ ", rules never false " + this.neverFalse + ", steps whose absence no test would notice "
					+ this.unnoticed.keySet();
		}

	}

}

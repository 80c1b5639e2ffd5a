package ai.desplega.businessuse.embedded.evaluation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import ai.desplega.businessuse.flow.RunStatus;

/**
 * Finds the steps of a run whose absence would go unnoticed. It evaluates the run without
 * each of its steps, by the rules of release 0.7.0 of the backend, after all timeouts.
 * Thread-safe if its evaluator is thread-safe.
 */
public final class UnnoticedSteps {

	private final RunEvaluator evaluator;

	/**
	 * Create an instance.
	 * @param evaluator the evaluator of the run and its variants
	 */
	public UnnoticedSteps(RunEvaluator evaluator) {
		this.evaluator = evaluator;
	}

	/**
	 * Find the steps of a run.
	 * @param run the run
	 * @param optional the predicate for steps that may legitimately be absent
	 * @return a reason for each step, in the order of the flow
	 * @throws FlowException if the run can't be evaluated
	 */
	public Map<String, String> of(RunSnapshot run, Predicate<String> optional) {
		RunSnapshot timed = run.afterAllDeadlines();
		RunSnapshot whole = timed.ignoringTimeouts();
		Set<String> recorded = new LinkedHashSet<>();
		this.evaluator.evaluate(whole)
			.execInfo()
			.stream()
			.filter((node) -> !node.evIds().isEmpty())
			.forEach((node) -> recorded.add(node.nodeId()));
		Map<String, String> unnoticed = new LinkedHashMap<>();
		for (String step : recorded) {
			if (optional.test(step)) {
				continue;
			}
			if (isGreen(whole.withoutEventsOf(step))) {
				unnoticed.put(step, "the run passes without it, because no rule requires it"
						+ ignoredTimeouts(timed.withoutEventsOf(step)));
			}
			else if (isGreen(whole.withoutEventsFrom(step))) {
				unnoticed.put(step, "the run passes if it ends before this step, because no missing step is awaited"
						+ ignoredTimeouts(timed.withoutEventsFrom(step)));
			}
		}
		return unnoticed;
	}

	/**
	 * Explain why a run passes in release 0.7.0 of the backend, if the embedded backend
	 * fails the run.
	 */
	private String ignoredTimeouts(RunSnapshot run) {
		return isGreen(run) ? "" : "; release 0.7.0 of the backend ignores the timeouts of steps";
	}

	/**
	 * Return {@code true} if a run passes. A run without events doesn't exist, so it
	 * doesn't pass.
	 */
	private boolean isGreen(RunSnapshot run) {
		return !run.events().isEmpty() && this.evaluator.evaluate(run).status() == RunStatus.PASSED;
	}

}

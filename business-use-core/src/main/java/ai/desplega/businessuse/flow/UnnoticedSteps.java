package ai.desplega.businessuse.flow;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds steps whose absence does not fail a run. In release 0.7.0 of the backend, a
 * missing step fails a run only in three cases. A rule of a recorded step refers to the
 * missing step, the missing step is the only dependency of a recorded act, or the missing
 * step is an assertion with a recorded dependency. Each step is removed in two ways:
 * alone, and with all steps that depend on it, as in an incomplete run.
 */
final class UnnoticedSteps {

	private final List<StepDefinition> steps;

	private final Map<String, Integer> numbers = new HashMap<>();

	private final BitSet assertions = new BitSet();

	private final BitSet withTimeout = new BitSet();

	/**
	 * Steps whose absence fails another step.
	 */
	private final BitSet needed = new BitSet();

	/**
	 * For each step, the numbers of the step and of all steps that depend on it, directly
	 * or indirectly.
	 */
	private final BitSet[] closures;

	/**
	 * Prepare the search.
	 * @param steps the steps, each after its dependencies
	 */
	UnnoticedSteps(List<StepDefinition> steps) {
		this.steps = steps;
		this.closures = new BitSet[steps.size()];
		for (int step = 0; step < steps.size(); step++) {
			this.numbers.put(steps.get(step).id(), step);
			this.assertions.set(step, steps.get(step).type() == EventType.ASSERT);
			this.withTimeout.set(step, steps.get(step).timeout() != null);
			this.closures[step] = new BitSet();
			this.closures[step].set(step);
		}
		for (int step = steps.size() - 1; step >= 0; step--) {
			for (String depId : steps.get(step).depIds()) {
				this.closures[number(depId)].or(this.closures[step]);
				if (needs(steps.get(step), depId)) {
					this.needed.set(number(depId));
				}
			}
		}
	}

	private int number(String id) {
		return this.numbers.getOrDefault(id, -1);
	}

	private static boolean needs(StepDefinition step, String depId) {
		Set<String> asked = step.askedDepIds();
		boolean onlyDependency = step.type() == EventType.ACT && step.depIds().size() == 1;
		return onlyDependency || asked == null || asked.contains(depId);
	}

	/**
	 * Return the reason why the absence of a step goes unnoticed, or {@code null} if its
	 * absence fails the run. The reason mentions timeouts if the embedded backend, which
	 * checks them, fails the run.
	 */
	@Nullable String reason(StepDefinition step) {
		BitSet absent = new BitSet();
		absent.set(number(step.id()));
		if (!absent.intersects(this.needed) && !isAnyAwaited(this.assertions, absent)) {
			return (step.type() == EventType.ASSERT)
					? "an assertion without dependencies is never awaited, and no rule requires it"
					: "no rule requires it, and no act has it as its only dependency" + ignoredTimeouts(absent);
		}
		absent = this.closures[number(step.id())];
		if (absent.cardinality() < this.steps.size() && !isAnyAwaited(this.assertions, absent)) {
			return "a run passes if it ends before this step, because no missing assertion has a recorded dependency"
					+ ignoredTimeouts(absent);
		}
		return null;
	}

	private String ignoredTimeouts(BitSet absent) {
		return isAnyAwaited(this.withTimeout, absent) ? "; release 0.7.0 of the backend ignores the timeouts of steps"
				: "";
	}

	/**
	 * Return {@code true} if any of the given steps is absent and is awaited because one
	 * of its dependencies was recorded.
	 * @param steps the steps that can be awaited: assertions, and in the embedded backend
	 * also acts with a timeout
	 * @param absent the steps that were not recorded
	 */
	private boolean isAnyAwaited(BitSet steps, BitSet absent) {
		BitSet missing = (BitSet) absent.clone();
		missing.and(steps);
		return missing.stream()
			.mapToObj(this.steps::get)
			.flatMap((step) -> step.depIds().stream())
			.anyMatch((depId) -> !absent.get(number(depId)));
	}

}

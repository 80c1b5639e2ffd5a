package ai.desplega.businessuse.flow;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
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

	private final StepGraph graph;

	private final BitSet awaited = new BitSet();

	UnnoticedSteps(FlowDefinition flow) {
		this.graph = new StepGraph(flow);
		for (int step = 0; step < this.graph.size(); step++) {
			this.awaited.set(step,
					this.graph.step(step).type() == EventType.ASSERT && this.graph.dependencies(step).length > 0);
		}
	}

	Map<String, String> find() {
		Map<String, String> unnoticed = new LinkedHashMap<>();
		BitSet[] closures = this.graph.closures();
		for (int step = 0; step < this.graph.size(); step++) {
			StepDefinition definition = this.graph.step(step);
			String reason = definition.optional() ? null : reason(step, closures[step]);
			if (reason != null) {
				unnoticed.put(definition.id(), reason);
			}
		}
		return unnoticed;
	}

	/**
	 * Return the reason, which mentions timeouts if the embedded backend fails the same
	 * run because of them.
	 */
	private @Nullable String reason(int step, BitSet closure) {
		if (!this.awaited.get(step) && this.graph.dependents(step).stream().noneMatch((each) -> needs(each, step))) {
			BitSet alone = new BitSet();
			alone.set(step);
			return (this.graph.step(step).type() == EventType.ASSERT)
					? "an assertion without dependencies is never awaited, and no rule requires it"
					: "no rule requires it, and no act has it as its only dependency" + ignoredTimeouts(alone);
		}
		BitSet missing = (BitSet) closure.clone();
		missing.and(this.awaited);
		if (closure.cardinality() < this.graph.size()
				&& missing.stream().noneMatch((each) -> isAwaited(each, closure))) {
			return "a run passes if it ends before this step, because no missing assertion has a recorded dependency"
					+ ignoredTimeouts(closure);
		}
		return null;
	}

	private String ignoredTimeouts(BitSet absent) {
		return absent.stream().anyMatch((step) -> this.graph.step(step).timeout() != null && isAwaited(step, absent))
				? "; release 0.7.0 of the backend ignores the timeouts of steps" : "";
	}

	/**
	 * Return {@code true} if an absent assertion is awaited: one of its dependencies was
	 * recorded. The embedded backend also awaits an act with a timeout.
	 */
	private boolean isAwaited(int step, BitSet absent) {
		return Arrays.stream(this.graph.dependencies(step)).anyMatch((each) -> !absent.get(each));
	}

	private boolean needs(int dependent, int step) {
		StepDefinition definition = this.graph.step(dependent);
		Set<String> asked = definition.askedDepIds();
		boolean onlyDependency = definition.type() == EventType.ACT && definition.depIds().size() == 1;
		return onlyDependency || asked == null || asked.contains(this.graph.step(step).id());
	}

}

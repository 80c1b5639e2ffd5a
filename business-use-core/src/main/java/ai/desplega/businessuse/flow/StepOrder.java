package ai.desplega.businessuse.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.internal.InvalidFlowException;

/**
 * Sorts the steps of a flow by their dependencies. Not recursive, and linear in the
 * number of steps and dependencies.
 */
final class StepOrder {

	private StepOrder() {
	}

	/**
	 * Sort steps with Kahn's algorithm (Communications of the ACM 5 (11), 1962).
	 * @param flow the name of the flow, for the message
	 * @param steps the steps by id, with all their dependencies
	 * @return the steps, each after its dependencies
	 * @throws InvalidFlowException if there is a cycle
	 */
	static List<StepDefinition> of(String flow, Map<String, StepDefinition> steps) {
		Map<String, List<StepDefinition>> dependents = new HashMap<>();
		Map<String, Integer> waiting = new HashMap<>();
		Map<String, StepDefinition> unsorted = new LinkedHashMap<>(steps);
		List<StepDefinition> sorted = new ArrayList<>();
		for (StepDefinition step : steps.values()) {
			waiting.put(step.id(), step.depIds().size());
			step.depIds().forEach((depId) -> dependents.computeIfAbsent(depId, (id) -> new ArrayList<>()).add(step));
			if (step.depIds().isEmpty()) {
				sorted.add(step);
			}
		}
		for (int i = 0; i < sorted.size(); i++) {
			String id = sorted.get(i).id();
			unsorted.remove(id);
			for (StepDefinition dependent : dependents.getOrDefault(id, List.of())) {
				if (waiting.merge(dependent.id(), -1, Integer::sum) == 0) {
					sorted.add(dependent);
				}
			}
		}
		if (!unsorted.isEmpty()) {
			throw new InvalidFlowException("Flow '%s' has a cycle: %s; remove one of these dependencies".formatted(flow,
					String.join(" -> ", cycle(unsorted))));
		}
		return sorted;
	}

	/**
	 * Return one cycle: each step depends on the next.
	 * @param unsorted steps that each depend on another of them
	 * @return the ids, with the first id repeated at the end
	 */
	private static List<String> cycle(Map<String, StepDefinition> unsorted) {
		Map<String, StepDefinition> path = new LinkedHashMap<>();
		StepDefinition step = unsorted.values().iterator().next();
		while (path.putIfAbsent(step.id(), step) == null) {
			step = step.depIds().stream().filter(unsorted::containsKey).map(unsorted::get).findFirst().orElseThrow();
		}
		List<String> cycle = new ArrayList<>(path.keySet());
		cycle.add(step.id());
		return cycle.subList(cycle.indexOf(step.id()), cycle.size());
	}

}

package ai.desplega.businessuse.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Steps of a flow by number, with the steps that depend on each step. The algorithms are
 * not recursive, and linear in the number of steps and dependencies.
 */
final class StepGraph {

	private final List<StepDefinition> steps;

	private final int[][] dependencies;

	private final List<List<Integer>> dependents;

	/**
	 * Steps, each after its dependencies, without the steps of cycles and the steps that
	 * depend on them.
	 */
	private final List<Integer> sorted;

	StepGraph(FlowDefinition flow) {
		this.steps = flow.steps();
		Map<String, Integer> numbers = new HashMap<>();
		this.steps.forEach((step) -> numbers.put(step.id(), numbers.size()));
		this.dependencies = this.steps.stream()
			.map((step) -> step.depIds().stream().mapToInt(numbers::get).toArray())
			.toArray(int[][]::new);
		this.dependents = new ArrayList<>();
		this.steps.forEach((step) -> this.dependents.add(new ArrayList<>()));
		for (int step = 0; step < this.dependencies.length; step++) {
			for (int dependency : this.dependencies[step]) {
				this.dependents.get(dependency).add(step);
			}
		}
		this.sorted = sort();
	}

	/**
	 * Sort the steps with Kahn's algorithm (Communications of the ACM 5 (11), 1962).
	 */
	private List<Integer> sort() {
		int[] waiting = Arrays.stream(this.dependencies).mapToInt((each) -> each.length).toArray();
		List<Integer> order = new ArrayList<>();
		for (int step = 0; step < waiting.length; step++) {
			if (waiting[step] == 0) {
				order.add(step);
			}
		}
		for (int i = 0; i < order.size(); i++) {
			for (int dependent : this.dependents.get(order.get(i))) {
				if (--waiting[dependent] == 0) {
					order.add(dependent);
				}
			}
		}
		return order;
	}

	int size() {
		return this.steps.size();
	}

	StepDefinition step(int number) {
		return this.steps.get(number);
	}

	int[] dependencies(int step) {
		return this.dependencies[step];
	}

	List<Integer> dependents(int step) {
		return this.dependents.get(step);
	}

	/**
	 * Return one cycle: each step depends on the next.
	 * @return the ids, with the first id repeated at the end; empty if there is no cycle
	 */
	List<String> cycle() {
		if (this.sorted.size() == this.steps.size()) {
			return List.of();
		}
		BitSet open = new BitSet();
		open.set(0, this.steps.size());
		this.sorted.forEach(open::clear);
		List<Integer> path = new ArrayList<>();
		BitSet seen = new BitSet();
		int step = open.nextSetBit(0);
		while (!seen.get(step)) {
			seen.set(step);
			path.add(step);
			step = Arrays.stream(this.dependencies[step]).filter(open::get).findFirst().orElseThrow();
		}
		path.add(step);
		return path.subList(path.indexOf(step), path.size()).stream().map((each) -> this.steps.get(each).id()).toList();
	}

	/**
	 * Return, for each step, itself and all steps that depend on it, directly or
	 * indirectly.
	 */
	BitSet[] closures() {
		BitSet[] closures = new BitSet[size()];
		List<Integer> dependentsFirst = new ArrayList<>(this.sorted);
		Collections.reverse(dependentsFirst);
		for (int step : dependentsFirst) {
			BitSet closure = new BitSet();
			closure.set(step);
			this.dependents.get(step).forEach((dependent) -> closure.or(closures[dependent]));
			closures[step] = closure;
		}
		return closures;
	}

}

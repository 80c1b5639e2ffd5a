package ai.desplega.businessuse.embedded.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The nodes of a flow, with those first on which others depend.
 */
public final class FlowGraph {

	private final Map<String, Node> nodes = new LinkedHashMap<>();

	private final Map<String, List<String>> dependents = new LinkedHashMap<>();

	private FlowGraph(Iterable<Node> nodes) {
		for (Node node : nodes) {
			this.nodes.put(node.id(), node);
			this.dependents.computeIfAbsent(node.id(), (id) -> new ArrayList<>());
			node.depIds()
				.forEach((dep) -> this.dependents.computeIfAbsent(dep, (id) -> new ArrayList<>()).add(node.id()));
		}
	}

	/**
	 * Make the graph.
	 * @throws FlowException if a node depends on itself, directly or in a circle
	 */
	public static FlowGraph of(List<Node> nodes) {
		for (Node node : nodes) {
			if (node.depIds().contains(node.id())) {
				throw new FlowException("Node '" + node.id() + "' of flow '" + node.flow()
						+ "' depends on itself, so no run of the flow can be evaluated: take its own id out of its "
						+ "dep_ids and send it once more");
			}
		}
		FlowGraph graph = new FlowGraph(nodes);
		graph.ordered();
		return graph;
	}

	/**
	 * The part of this graph that begins at a node, which then depends on nothing and
	 * filters nothing.
	 * @throws FlowException if there is no such node
	 */
	public FlowGraph from(String startNodeId) {
		if (!this.nodes.containsKey(startNodeId)) {
			throw new FlowException("The flow has no node '" + startNodeId + "' to start from. It has: "
					+ String.join(", ", this.nodes.keySet()));
		}
		Set<String> reached = new LinkedHashSet<>();
		Deque<String> next = new ArrayDeque<>(List.of(startNodeId));
		while (!next.isEmpty()) {
			String id = next.remove();
			if (reached.add(id)) {
				next.addAll(this.dependents.getOrDefault(id, List.of()));
			}
		}
		return new FlowGraph(this.nodes.values()
			.stream()
			.filter((node) -> reached.contains(node.id()))
			.map((node) -> node.id().equals(startNodeId) ? node.asRoot() : node)
			.toList());
	}

	/**
	 * The nodes, each after all that it depends on.
	 */
	public List<Node> ordered() {
		Map<String, Integer> waitingFor = new LinkedHashMap<>();
		this.dependents.forEach((id, all) -> {
			waitingFor.putIfAbsent(id, 0);
			all.forEach((dependent) -> waitingFor.merge(dependent, 1, Integer::sum));
		});
		Deque<String> ready = new ArrayDeque<>();
		waitingFor.forEach((id, count) -> {
			if (count == 0) {
				ready.add(id);
			}
		});
		List<Node> ordered = new ArrayList<>();
		while (!ready.isEmpty()) {
			String id = ready.remove();
			waitingFor.remove(id);
			Node node = this.nodes.get(id);
			if (node != null) {
				ordered.add(node);
			}
			for (String dependent : this.dependents.getOrDefault(id, List.of())) {
				if (waitingFor.merge(dependent, -1, Integer::sum) == 0) {
					ready.add(dependent);
				}
			}
		}
		if (!waitingFor.isEmpty()) {
			throw new FlowException("The nodes of the flow depend on each other in a circle, so there is no order to "
					+ "check. Look at the dep_ids of: " + String.join(", ", new TreeSet<>(waitingFor.keySet())));
		}
		return ordered;
	}

	/**
	 * What each node depends on.
	 */
	public Map<String, List<String>> dependencies() {
		Map<String, List<String>> dependencies = new LinkedHashMap<>();
		this.nodes.forEach((id, node) -> dependencies.put(id, node.depIds()));
		return dependencies;
	}

}

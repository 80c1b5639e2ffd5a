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
 * Nodes of a flow and their dependencies. The graph may contain cycles until it is
 * {@linkplain #ordered() ordered}.
 */
final class FlowGraph {

	private final Map<String, NodeDefinition> nodes = new LinkedHashMap<>();

	private final Map<String, List<String>> dependents = new LinkedHashMap<>();

	FlowGraph(List<NodeDefinition> nodes) {
		for (NodeDefinition node : nodes) {
			this.nodes.put(node.id(), node);
			this.dependents.computeIfAbsent(node.id(), (id) -> new ArrayList<>());
			node.depIds()
				.forEach((dep) -> this.dependents.computeIfAbsent(dep, (id) -> new ArrayList<>()).add(node.id()));
		}
	}

	/**
	 * Return the part that starts at a node. In this part, the node has no dependencies
	 * and no filter.
	 * @throws FlowException if there is no such node
	 */
	List<NodeDefinition> from(String startNodeId) {
		if (!this.nodes.containsKey(startNodeId)) {
			throw new FlowException("The flow has no node '" + startNodeId + "' to start from. It has: "
					+ String.join(", ", this.nodes.keySet()));
		}
		Set<String> part = dependentsOf(startNodeId);
		return this.nodes.values()
			.stream()
			.filter((node) -> part.contains(node.id()))
			.map((node) -> node.id().equals(startNodeId) ? node.asStartOf(part) : node)
			.toList();
	}

	/**
	 * Return a node and all nodes that depend on it, directly or indirectly.
	 */
	Set<String> dependentsOf(String nodeId) {
		Set<String> reached = new LinkedHashSet<>();
		Deque<String> next = new ArrayDeque<>(List.of(nodeId));
		while (!next.isEmpty()) {
			String id = next.remove();
			if (reached.add(id)) {
				next.addAll(this.dependents.getOrDefault(id, List.of()));
			}
		}
		return reached;
	}

	/**
	 * Return the nodes, each after its dependencies.
	 * @throws FlowException if a node depends on itself, directly or indirectly
	 */
	List<NodeDefinition> ordered() {
		this.nodes.values().forEach(FlowGraph::checkNotItself);
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
		List<NodeDefinition> ordered = new ArrayList<>();
		while (!ready.isEmpty()) {
			String id = ready.remove();
			waitingFor.remove(id);
			NodeDefinition node = this.nodes.get(id);
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
			throw new FlowException("The nodes of the flow depend on each other in a cycle, so no run of the flow can "
					+ "be evaluated: correct the dep_ids of one of "
					+ String.join(", ", new TreeSet<>(waitingFor.keySet())));
		}
		return ordered;
	}

	private static void checkNotItself(NodeDefinition node) {
		if (node.depIds().contains(node.id())) {
			throw new FlowException("Node '" + node.id() + "' depends on itself, so no run of its flow can be "
					+ "evaluated: remove its own id from its dep_ids and send it again");
		}
	}

}

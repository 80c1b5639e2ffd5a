package ai.desplega.businessuse.embedded.evaluation;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Run at a point in time: the known nodes of its flow, its events, and the time. The
 * snapshot contains everything that an evaluation depends on, so that a run can be
 * evaluated again as if parts of it had not happened. Immutable.
 *
 * @param nodes the known nodes of the flow; events of other nodes are ignored
 * @param events the events of the run
 * @param now the time of the evaluation, in nanoseconds since the epoch
 */
public record RunSnapshot(List<NodeDefinition> nodes, List<StoredEvent> events, long now) {

	/**
	 * Create a snapshot.
	 * @param nodes the known nodes of the flow
	 * @param events the events of the run
	 * @param now the time of the evaluation, in nanoseconds since the epoch
	 */
	public RunSnapshot {
		nodes = List.copyOf(nodes);
		events = events.stream().sorted(Comparator.comparingLong(StoredEvent::ts)).toList();
	}

	/**
	 * Return the nodes that are defined by events. The event of a node that was received
	 * last defines the node.
	 * @param events the events in the order in which they were received
	 * @return the nodes, in the order in which they were first received
	 */
	public static List<NodeDefinition> nodesOf(List<StoredEvent> events) {
		Map<String, NodeDefinition> nodes = new LinkedHashMap<>();
		events.forEach((event) -> nodes.put(event.nodeId(), event.node()));
		return List.copyOf(nodes.values());
	}

	/**
	 * Return this run at a time after all deadlines.
	 * @return the run
	 */
	public RunSnapshot afterAllDeadlines() {
		return new RunSnapshot(this.nodes, this.events, Long.MAX_VALUE);
	}

	/**
	 * Return this run without timeouts, because release 0.7.0 of the real backend ignores
	 * the timeouts of events.
	 * @return the run
	 */
	public RunSnapshot ignoringTimeouts() {
		return new RunSnapshot(this.nodes.stream().map(NodeDefinition::withoutTimeouts).toList(), this.events,
				this.now);
	}

	/**
	 * Return this run as if a step had not been recorded.
	 * @param nodeId the step
	 * @return the run
	 */
	public RunSnapshot withoutEventsOf(String nodeId) {
		return withoutEventsOf(Set.of(nodeId));
	}

	/**
	 * Return this run as if it had ended before a step: without the events of the step
	 * and of all steps that depend on it, directly or indirectly.
	 * @param nodeId the step
	 * @return the run
	 */
	public RunSnapshot withoutEventsFrom(String nodeId) {
		return withoutEventsOf(new FlowGraph(this.nodes).dependentsOf(nodeId));
	}

	private RunSnapshot withoutEventsOf(Set<String> nodeIds) {
		Set<String> absent = new HashSet<>(nodeIds);
		return new RunSnapshot(this.nodes,
				this.events.stream().filter((event) -> !absent.contains(event.nodeId())).toList(), this.now);
	}

	/**
	 * Return the part of the flow that starts at a node. In this part, the node has no
	 * dependencies and no filter.
	 * @param startNodeId the node
	 * @return the part
	 * @throws FlowException if there is no such node
	 */
	public RunSnapshot from(String startNodeId) {
		return new RunSnapshot(new FlowGraph(this.nodes).from(startNodeId), this.events, this.now);
	}

}

package ai.desplega.businessuse.embedded.evaluation;

import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.flow.RunStatus;
import com.fasterxml.jackson.annotation.JsonIgnore;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Evaluation of one run.
 *
 * @param status failed if any node failed; otherwise running if any node is awaited;
 * otherwise passed
 * @param elapsedNs the duration of the evaluation
 * @param graph the dependencies of each node
 * @param execInfo the nodes
 * @param evIds the events that matched
 * @param runningUntil the earliest deadline of an awaited node, in nanoseconds since the
 * epoch, or 0 if none is awaited
 * @param warnings the warnings that don't belong to a node
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Evaluation(RunStatus status, long elapsedNs, Map<String, List<String>> graph,
		List<NodeEvaluation> execInfo, List<String> evIds, @JsonIgnore long runningUntil,
		@JsonIgnore List<String> warnings) {

	private static final int OVERHEAD = 300;

	/**
	 * Return a copy with warnings.
	 * @param ofNodes the warnings to append to the messages of nodes, by node
	 * @param others the warnings that don't belong to a node
	 * @return the copy
	 */
	public Evaluation withWarnings(Map<String, String> ofNodes, List<String> others) {
		return new Evaluation(this.status, this.elapsedNs, this.graph, this.execInfo.stream().map((node) -> {
			String warning = ofNodes.get(node.nodeId());
			return (warning != null) ? node.withWarning(warning) : node;
		}).toList(), this.evIds, this.runningUntil, others);
	}

	/**
	 * Estimate the memory of this evaluation.
	 * @return the size in bytes
	 */
	public long size() {
		return OVERHEAD + 80L * this.evIds.size() + this.execInfo.stream().mapToLong(Evaluation::size).sum();
	}

	private static long size(NodeEvaluation node) {
		return OVERHEAD + 80L * (node.evIds().size() + node.upstreamEvIds().size()) + 150L * node.rules().size();
	}

}

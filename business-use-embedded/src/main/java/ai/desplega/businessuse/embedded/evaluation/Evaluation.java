package ai.desplega.businessuse.embedded.evaluation;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What became of one run.
 *
 * @param status failed if any node failed, else running if any is, else passed
 * @param elapsedNs how long this took to find out
 * @param graph what each node depends on
 * @param execInfo the nodes
 * @param evIds the events that counted
 * @param runningUntil when, in nanoseconds since the epoch, a running node fails unless
 * its event comes; 0 if none is running
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Evaluation(Status status, long elapsedNs, Map<String, List<String>> graph, List<NodeEvaluation> execInfo,
		List<String> evIds, @JsonIgnore long runningUntil) {

	private static final int OVERHEAD = 300;

	public long size() {
		return OVERHEAD + this.execInfo.stream()
			.mapToLong((node) -> OVERHEAD + 80L * (node.evIds().size() + node.upstreamEvIds().size()))
			.sum() + 80L * this.evIds.size();
	}

}

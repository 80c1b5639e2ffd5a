package ai.desplega.businessuse.embedded.evaluation;

import java.util.List;

import ai.desplega.businessuse.flow.StepStatus;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Evaluation of one node.
 *
 * @param nodeId the node
 * @param depNodeIds the nodes that it depends on
 * @param status the status
 * @param message the reason
 * @param error the violation
 * @param elapsedNs the duration of the evaluation
 * @param evIds the events of the node that matched
 * @param upstreamEvIds the events of the nodes that it depends on
 * @param rules the results of its filter and validator, in the order of their evaluation
 */
@JsonNaming(SnakeCaseStrategy.class)
public record NodeEvaluation(String nodeId, List<String> depNodeIds, StepStatus status, @Nullable String message,
		@Nullable String error, long elapsedNs, List<String> evIds, List<String> upstreamEvIds,
		@JsonIgnore List<RuleResult> rules) {

	/**
	 * Return a copy with a warning appended to the message.
	 * @param warning the warning
	 * @return the copy
	 */
	public NodeEvaluation withWarning(String warning) {
		return new NodeEvaluation(this.nodeId, this.depNodeIds, this.status,
				(this.message != null) ? this.message + ". " + warning : warning, this.error, this.elapsedNs,
				this.evIds, this.upstreamEvIds, this.rules);
	}

	/**
	 * Return the results of rules that the embedded backend could not evaluate. The
	 * result in the real backend is unknown.
	 * @return the results
	 */
	public List<RuleResult> notEvaluated() {
		return this.rules.stream().filter((rule) -> !rule.result().outcome().isVerdict()).toList();
	}

}

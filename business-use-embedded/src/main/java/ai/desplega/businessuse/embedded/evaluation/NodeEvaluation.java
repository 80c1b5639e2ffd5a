package ai.desplega.businessuse.embedded.evaluation;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What became of one node in one run.
 *
 * @param nodeId the node
 * @param depNodeIds what it depends on
 * @param status the status
 * @param message why it has that status
 * @param error what was wrong
 * @param elapsedNs how long this took to find out
 * @param evIds its events
 * @param upstreamEvIds the events of what it depends on
 */
@JsonNaming(SnakeCaseStrategy.class)
public record NodeEvaluation(String nodeId, List<String> depNodeIds, Status status, @Nullable String message,
		@Nullable String error, long elapsedNs, List<String> evIds, List<String> upstreamEvIds) {

}

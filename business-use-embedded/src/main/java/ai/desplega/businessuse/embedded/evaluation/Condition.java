package ai.desplega.businessuse.embedded.evaluation;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A condition on a node.
 *
 * @param timeoutMs how long after its latest upstream event it may come
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Condition(long timeoutMs) {

}

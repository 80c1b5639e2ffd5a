package ai.desplega.businessuse.sample.backend;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A condition on a node.
 *
 * @param timeoutMs how long after its latest upstream event it may come
 */
@JsonNaming(SnakeCaseStrategy.class)
record Condition(long timeoutMs) {

}

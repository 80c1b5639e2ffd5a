package ai.desplega.businessuse.embedded.store;

import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;

/**
 * Valid event of a batch.
 *
 * @param flow the flow
 * @param runId the run
 * @param node the definition of the step by the event
 * @param data a JSON object
 * @param ts the time in nanoseconds since the epoch
 * @param finite {@code false} if the data contained a non-finite number
 */
public record IncomingEvent(String flow, String runId, NodeDefinition node, String data, long ts, boolean finite) {

}

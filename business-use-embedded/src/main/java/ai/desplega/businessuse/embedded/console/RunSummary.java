package ai.desplega.businessuse.embedded.console;

import java.time.Instant;

/**
 * Run in a list.
 *
 * @param flow the flow
 * @param runId the run
 * @param status {@code passed}, {@code failed}, {@code running}, {@code error} or
 * {@code not evaluated}
 * @param events the number of its events
 * @param startedAt the time of its first event
 * @param evaluatedAt the time of its latest evaluation
 */
public record RunSummary(String flow, String runId, String status, int events, Instant startedAt, Instant evaluatedAt) {

}

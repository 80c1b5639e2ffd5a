package ai.desplega.businessuse.embedded.console;

import java.time.Instant;

/**
 * A run in a list.
 *
 * @param flow the flow
 * @param runId the run
 * @param status {@code passed}, {@code failed}, {@code running}, {@code error} or
 * {@code not evaluated}
 * @param events how many events it has
 * @param startedAt when its first event happened
 * @param evaluatedAt when it was last evaluated
 */
public record RunSummary(String flow, String runId, String status, int events, Instant startedAt, Instant evaluatedAt) {

}

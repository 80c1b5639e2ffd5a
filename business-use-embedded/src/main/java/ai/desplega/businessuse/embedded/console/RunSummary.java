package ai.desplega.businessuse.embedded.console;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Run in a list.
 *
 * @param flow the flow
 * @param runId the run
 * @param status {@code passed}, {@code failed}, {@code running}, {@code error} or
 * {@code not evaluated}
 * @param events the number of its events
 * @param startedAt the time of its first event
 * @param evaluatedAt the time of its latest evaluation; omitted if there is none
 */
record RunSummary(String flow, String runId, String status, int events, Instant startedAt,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant evaluatedAt) {

	/**
	 * List of runs.
	 *
	 * @param flows all flows, declared or recorded, by name
	 * @param runs the latest runs that match
	 * @param matching the total number of runs that match
	 * @param total the total number of runs
	 */
	record Overview(List<String> flows, List<RunSummary> runs, int matching, int total) {

	}

}

package ai.desplega.businessuse.embedded.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Run with its steps and events, or a flow with its steps.
 *
 * @param flow the flow
 * @param runId the run id, or {@code null} for a flow
 * @param status as in the {@link RunSummary}
 * @param problem the reason why the run can't be evaluated or why events were ignored
 * @param steps the steps of the flow, each after its dependencies
 * @param events the events, earliest first: at most 20 of each step and 200 in total
 * @param eventCount the total number of events
 */
record RunDetails(String flow, @Nullable String runId, @Nullable String status, @Nullable String problem,
		List<Step> steps, List<Event> events, int eventCount) {

	static RunDetails ofFlow(String flow, List<Step> steps) {
		return new RunDetails(flow, null, null, null, steps, List.of(), 0);
	}

	/**
	 * Step with its evaluation in this run.
	 *
	 * @param id its id
	 * @param type {@code act} or {@code assert}, or {@code null} if no event has defined
	 * the step
	 * @param description the human-readable description
	 * @param depIds the ids of its dependencies
	 * @param filter the script that determines which events count
	 * @param validator the script that determines whether an event is correct
	 * @param timeoutsMs the timeouts in milliseconds
	 * @param warning a mistake in its definition
	 * @param status the status, or {@code null} if the step was not evaluated
	 * @param message the reason
	 * @param failure the expected and the actual outcome, if the step failed
	 * @param failedEvent the event that failed
	 * @param unnoticed the reason why its absence would go unnoticed
	 * @param eventCount the number of events of the step
	 * @param matchedCount the number of events that passed the filter
	 */
	record Step(String id, @Nullable String type, @Nullable String description, List<String> depIds,
			@Nullable String filter, @Nullable String validator, List<Long> timeoutsMs, @Nullable String warning,
			@Nullable String status, @Nullable String message, @Nullable String failure, @Nullable String failedEvent,
			@Nullable String unnoticed, int eventCount, int matchedCount) {

	}

	/**
	 * Event of the run.
	 *
	 * @param id its id
	 * @param step the step
	 * @param atMs the time in milliseconds since the epoch
	 * @param afterMs the milliseconds since the first event of the run
	 * @param counts {@code false} if a filter excluded the event
	 * @param data the data as JSON, truncated to 20,000 characters
	 */
	record Event(String id, String step, double atMs, double afterMs, boolean counts, String data) {

	}

}

package ai.desplega.businessuse.embedded.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Run with its steps and events; or a flow without a run, with its steps.
 *
 * @param flow the flow
 * @param runId the run; {@code null} for the flow itself
 * @param status as in the {@link RunSummary}
 * @param problem the reason for which it can't be evaluated, or events were ignored
 * @param steps the steps of the flow, each after those that it depends on
 * @param events the events, earliest first: at most 20 of each step and 200 of all
 * @param eventCount the number of all events
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
	 * @param type {@code act} or {@code assert}; {@code null} if no event defined it
	 * @param description the step in words
	 * @param depIds the steps before it
	 * @param filter the script that decides which events count
	 * @param validator the script that decides whether an event is right
	 * @param timeoutsMs the timeouts in milliseconds
	 * @param warning a mistake in its definition
	 * @param status the status; {@code null} if it was not evaluated
	 * @param message the reason
	 * @param failure what was expected and what came, if it failed
	 * @param failedEvent the event that failed
	 * @param unnoticed the reason for which its absence would go unnoticed
	 * @param eventCount the number of its events
	 * @param matchedCount the number of its events that matched
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
	 * @param counts {@code false} if a filter left it out
	 * @param data its data as JSON, cut at 20,000 characters
	 */
	record Event(String id, String step, double atMs, double afterMs, boolean counts, String data) {

	}

}

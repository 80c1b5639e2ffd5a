package ai.desplega.businessuse.embedded.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Run with its steps and events.
 *
 * @param flow the flow
 * @param runId the run
 * @param status as in the {@link RunSummary}
 * @param problem the reason for which it can't be evaluated, or events were ignored
 * @param steps the steps of the flow, each after those that it depends on
 * @param events the events, earliest first, at most 200
 * @param eventCount the number of all events
 */
public record RunDetails(String flow, String runId, String status, @Nullable String problem, List<Step> steps,
		List<Event> events, int eventCount) {

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
	 * @param error the violation
	 * @param eventIds its events that matched
	 */
	public record Step(String id, @Nullable String type, @Nullable String description, List<String> depIds,
			@Nullable String filter, @Nullable String validator, List<Long> timeoutsMs, @Nullable String warning,
			@Nullable String status, @Nullable String message, @Nullable String error, List<String> eventIds) {

	}

	/**
	 * Event of the run.
	 *
	 * @param id its id
	 * @param step the step
	 * @param atMs the time in milliseconds since the epoch
	 * @param afterMs the milliseconds since the first event of the run
	 * @param data its data as JSON, cut at 20,000 characters
	 */
	public record Event(String id, String step, double atMs, double afterMs, String data) {

	}

}

package ai.desplega.businessuse.embedded.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A run with all that is known of it.
 *
 * @param flow the flow
 * @param runId the run
 * @param status as in the {@link RunSummary}
 * @param problem why it can't be evaluated, {@code null} if it can
 * @param steps the steps of the flow, each after those that it depends on
 * @param events the events, earliest first; not more than a page can show
 * @param eventCount how many there are in all
 */
public record RunDetails(String flow, String runId, String status, @Nullable String problem, List<Step> steps,
		List<Event> events, int eventCount) {

	/**
	 * A step, and what became of it in this run.
	 *
	 * @param id its id
	 * @param type {@code act} or {@code assert}; {@code null} if no event has defined it
	 * yet
	 * @param description the step in words
	 * @param depIds the steps before it
	 * @param filter which events count
	 * @param validator whether it was right
	 * @param timeoutsMs how late it may be
	 * @param warning what was wrong with its definition
	 * @param status what became of it; {@code null} if that was not evaluated
	 * @param message why
	 * @param error what was wrong
	 * @param eventIds the events of it that count
	 */
	public record Step(String id, @Nullable String type, @Nullable String description, List<String> depIds,
			@Nullable String filter, @Nullable String validator, List<Long> timeoutsMs, @Nullable String warning,
			@Nullable String status, @Nullable String message, @Nullable String error, List<String> eventIds) {

	}

	/**
	 * An event.
	 *
	 * @param id its id
	 * @param step the step
	 * @param atMs when it happened, in milliseconds since the epoch
	 * @param afterMs how long after the first event of the run
	 * @param data its data as JSON, perhaps cut off
	 */
	public record Event(String id, String step, double atMs, double afterMs, String data) {

	}

}

package ai.desplega.businessuse.embedded.store;

import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.internal.LogSanitizer;

/**
 * Identity of a run.
 *
 * @param flow the flow
 * @param runId the id of the run within the flow
 */
public record RunKey(String flow, String runId) {

	private static final int MAX_NAME = 100;

	/**
	 * Return the run of an event.
	 * @param event the event
	 * @return the run
	 */
	public static RunKey of(StoredEvent event) {
		return new RunKey(event.flow(), event.runId());
	}

	/**
	 * Return the key of a run.
	 * @param run the run
	 * @return the key
	 * @throws IllegalArgumentException if the run id can't be used
	 */
	public static RunKey of(FlowRun run) {
		if (run.problem() != null) {
			throw new IllegalArgumentException(
					"A run of flow '" + run.flow() + "' can't be evaluated: " + run.problem());
		}
		return new RunKey(run.flow(), run.runId());
	}

	/**
	 * Describe the run for a log message. Flow and run id are untrusted input.
	 * @return the sanitized description, on one line
	 */
	public String describe() {
		return "Run '" + LogSanitizer.of(this.runId, MAX_NAME) + "' of flow '" + LogSanitizer.of(this.flow, MAX_NAME)
				+ "'";
	}

}

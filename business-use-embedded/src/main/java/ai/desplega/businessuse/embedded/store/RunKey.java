package ai.desplega.businessuse.embedded.store;

import ai.desplega.businessuse.embedded.evaluation.StoredEvent;

/**
 * Identity of a run.
 *
 * @param flow the flow
 * @param runId the id of the run within the flow
 */
public record RunKey(String flow, String runId) {

	/**
	 * Return the run of an event.
	 * @param event the event
	 * @return the run
	 */
	public static RunKey of(StoredEvent event) {
		return new RunKey(event.flow(), event.runId());
	}

}

package ai.desplega.businessuse.embedded.store;

import ai.desplega.businessuse.embedded.evaluation.StoredEvent;

/**
 * Names a run.
 *
 * @param flow the flow
 * @param runId the run of it
 */
public record RunKey(String flow, String runId) {

	public static RunKey of(StoredEvent event) {
		return new RunKey(event.flow(), event.runId());
	}

	public boolean has(StoredEvent event) {
		return this.flow.equals(event.flow()) && this.runId.equals(event.runId());
	}

}

package ai.desplega.businessuse.sample.backend;

/**
 * Names a run.
 *
 * @param flow the flow
 * @param runId the run of it
 */
record RunKey(String flow, String runId) {

	static RunKey of(StoredEvent event) {
		return new RunKey(event.flow(), event.runId());
	}

	boolean has(StoredEvent event) {
		return this.flow.equals(event.flow()) && this.runId.equals(event.runId());
	}

}

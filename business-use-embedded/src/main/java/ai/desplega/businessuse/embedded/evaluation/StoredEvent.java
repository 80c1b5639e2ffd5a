package ai.desplega.businessuse.embedded.evaluation;

/**
 * Event of a run.
 *
 * @param id the id that the backend assigned to the event
 * @param flow the flow
 * @param runId the run
 * @param node the definition of the step by this event
 * @param data a JSON object without lone surrogates, in which non-finite numbers are
 * {@code null}
 * @param ts the time in nanoseconds since the epoch
 * @param finite {@code false} if the data contained a non-finite number
 */
public record StoredEvent(String id, String flow, String runId, NodeDefinition node, String data, long ts,
		boolean finite) {

	private static final int OVERHEAD = 200;

	/**
	 * Return a copy of this event that refers to another instance of the definition.
	 * @param node the equal definition
	 * @return the copy
	 */
	public StoredEvent withNode(NodeDefinition node) {
		return new StoredEvent(this.id, this.flow, this.runId, node, this.data, this.ts, this.finite);
	}

	/**
	 * Return the id of the step.
	 * @return the id
	 */
	public String nodeId() {
		return this.node.id();
	}

	/**
	 * Estimate the memory of this event without its definition.
	 * @return the size in bytes
	 */
	public long size() {
		return OVERHEAD + 2L * (this.runId.length() + this.flow.length() + this.data.length());
	}

}

package ai.desplega.businessuse.embedded.store;

import java.time.Instant;

import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Step of a flow with the definition of its latest event.
 *
 * @param flow the flow in which the id was recorded first
 * @param definition the definition
 * @param createdAt the time of its first event
 * @param updatedAt the time of its latest further event
 * @param warning a mistake in the definition; the real backend has no warnings
 */
public record Node(String flow, NodeDefinition definition, Instant createdAt, @Nullable Instant updatedAt,
		@Nullable String warning) {

	static Node of(StoredEvent event, Instant now) {
		return new Node(event.flow(), event.node(), now, null, null);
	}

	/**
	 * Return this node with the definition of a later event. If the definition is equal,
	 * as nearly always, this node keeps its instance. A node stays in the flow in which
	 * its id was recorded first.
	 */
	Node redefine(StoredEvent event, Instant now) {
		NodeDefinition latest = event.node().equals(this.definition) ? this.definition : event.node();
		return new Node(this.flow, latest, this.createdAt, now, warningOf(event));
	}

	/**
	 * Return the id.
	 * @return the id
	 */
	public String id() {
		return this.definition.id();
	}

	long size() {
		return this.definition.size() + 2L * this.flow.length();
	}

	private @Nullable String warningOf(StoredEvent event) {
		if (!this.flow.equals(event.flow())) {
			return "Node '" + id() + "' belongs to flow '" + this.flow + "', but flow '" + event.flow()
					+ "' has redefined it: a node id belongs to one flow; use another id there";
		}
		if (event.node().validator() != null) {
			return null;
		}
		if (this.definition.validator() != null) {
			return "Its latest event has no validator, unlike earlier events, so the step is no longer validated: "
					+ "send the validator with every event of '" + id() + "'";
		}
		return this.warning;
	}

}

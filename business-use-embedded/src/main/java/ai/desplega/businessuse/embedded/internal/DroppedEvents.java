package ai.desplega.businessuse.embedded.internal;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;

/**
 * Events that a client has dropped since the latest reset. Thread-safe.
 */
final class DroppedEvents {

	private final Supplier<BusinessUseClient> client;

	private volatile Map<DropReason, Long> before = Map.of();

	DroppedEvents(Supplier<BusinessUseClient> client) {
		this.client = client;
	}

	void reset() {
		this.before = byReason();
	}

	/**
	 * Return a warning with the number of dropped events by reason, if there are any.
	 */
	List<String> warnings() {
		long total = 0;
		StringJoiner reasons = new StringJoiner(", ");
		for (Map.Entry<DropReason, Long> entry : byReason().entrySet()) {
			long dropped = entry.getValue() - this.before.getOrDefault(entry.getKey(), 0L);
			if (dropped > 0) {
				total += dropped;
				reasons.add(entry.getKey().label() + " " + dropped);
			}
		}
		return (total == 0) ? List.of() : List.of("the client dropped " + total
				+ ((total == 1) ? " event (" : " events (") + reasons + "); see its log messages");
	}

	/**
	 * Return the number of events by reason. A mocked client has no status.
	 */
	private Map<DropReason, Long> byReason() {
		ClientStatus status = this.client.get().status();
		return (status != null) ? status.droppedByReason() : Map.of();
	}

}

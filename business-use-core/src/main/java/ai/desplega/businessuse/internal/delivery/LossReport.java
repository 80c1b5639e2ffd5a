package ai.desplega.businessuse.internal.delivery;

import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

import ai.desplega.businessuse.status.DropReason;

/**
 * End of a log message: the events that were lost since the previous message. Used only
 * by the worker thread.
 */
final class LossReport {

	private final EventCounts counts;

	private final Map<DropReason, Long> reported = new EnumMap<>(DropReason.class);

	private long perhapsStored;

	LossReport(EventCounts counts) {
		this.counts = counts;
	}

	/**
	 * Add events that are counted as failed although the backend may have stored them.
	 */
	void perhapsStored(int events) {
		this.perhapsStored += events;
	}

	boolean isPending() {
		return this.counts.lost() > this.reported.values().stream().mapToLong(Long::longValue).sum();
	}

	String next() {
		StringJoiner parts = new StringJoiner(", ");
		for (DropReason reason : DropReason.values()) {
			long lost = this.counts.lost(reason);
			long more = lost - this.reported.getOrDefault(reason, 0L);
			if (more > 0) {
				parts.add(reason.label() + " " + more + ((reason == DropReason.FAILED) ? stored() : ""));
			}
			this.reported.put(reason, lost);
		}
		this.perhapsStored = 0;
		return (parts.length() > 0) ? ". Events dropped: " + parts : "";
	}

	private String stored() {
		return (this.perhapsStored > 0) ? " (" + this.perhapsStored + " of them may have been stored)" : "";
	}

}

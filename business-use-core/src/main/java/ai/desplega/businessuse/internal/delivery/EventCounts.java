package ai.desplega.businessuse.internal.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;

/**
 * Counters of the outcomes of events. An event is counted when it is queued, and again
 * when it is sent or dropped from the queue. An event that is not queued is counted once,
 * as refused, because a flush must not wait for it. Thread-safe.
 */
final class EventCounts {

	/**
	 * Reasons that are caused by the event itself. A flush does not report such events as
	 * lost.
	 */
	private static final Set<DropReason> UNSENDABLE = Set.of(DropReason.INVALID, DropReason.TOO_LARGE,
			DropReason.CUSTOMIZER);

	private static final List<DropReason> REASONS = List.of(DropReason.values());

	private final LongAdder sent = new LongAdder();

	private final LongAdder[] dropped = table();

	private final LongAdder[] refused = table();

	private static LongAdder[] table() {
		LongAdder[] table = new LongAdder[REASONS.size()];
		Arrays.setAll(table, (i) -> new LongAdder());
		return table;
	}

	void sent(long events) {
		this.sent.add(events);
	}

	void dropped(DropReason reason, long events) {
		this.dropped[reason.ordinal()].add(events);
	}

	void refused(DropReason reason) {
		this.refused[reason.ordinal()].increment();
	}

	/**
	 * Return the number of queued events that were sent or dropped.
	 */
	long settled() {
		long settled = this.sent.sum();
		for (LongAdder counter : this.dropped) {
			settled += counter.sum();
		}
		return settled;
	}

	/**
	 * Return the number of events that were lost for a reason that is not caused by the
	 * event itself.
	 */
	long lost() {
		long lost = 0;
		for (DropReason reason : REASONS) {
			lost += lost(reason);
		}
		return lost;
	}

	/**
	 * Return the number of events that were lost for a reason, or 0 if the reason is
	 * caused by the event itself.
	 */
	long lost(DropReason reason) {
		return UNSENDABLE.contains(reason) ? 0 : total(reason);
	}

	private long total(DropReason reason) {
		return this.refused[reason.ordinal()].sum() + this.dropped[reason.ordinal()].sum();
	}

	/**
	 * Add the counts to a status.
	 * @return the number of events that were sent or dropped from the queue
	 */
	long addTo(ClientStatus.Builder status) {
		long sentNow = this.sent.sum();
		long settled = sentNow;
		for (DropReason reason : REASONS) {
			long droppedNow = this.dropped[reason.ordinal()].sum();
			settled += droppedNow;
			status.dropped(reason, this.refused[reason.ordinal()].sum() + droppedNow);
		}
		status.sent(sentNow);
		return settled;
	}

}

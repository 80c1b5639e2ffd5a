package ai.desplega.businessuse.internal.delivery;

/**
 * Time since which the oldest event of a queue waits. It is exact for an event that came
 * into an empty queue. For events that a full batch left behind it is a lower bound, less
 * than two batches too early: a time for each event would cost its caller a reading of
 * the clock.
 */
final class QueueAge {

	private volatile long becameNonEmpty;

	private volatile long since;

	private long mark;

	private int queuedBeforeMark;

	QueueAge(long now) {
		this.becameNonEmpty = now;
		this.since = now;
		this.mark = now;
	}

	/**
	 * Note that an event came into the empty queue; called by any thread.
	 */
	void becameNonEmpty(long now) {
		this.becameNonEmpty = now;
	}

	/**
	 * Note that events were taken; called by the worker. Once all events that were queued
	 * at the time of the mark have left, the others are younger than the mark.
	 */
	void taken(int events, int left, long now) {
		this.queuedBeforeMark -= events;
		if (this.queuedBeforeMark <= 0) {
			this.since = this.mark;
			this.mark = now;
			this.queuedBeforeMark = left;
		}
	}

	/**
	 * Return the time since which the oldest event waits, or an earlier one.
	 */
	long oldest() {
		long first = this.becameNonEmpty;
		long bound = this.since;
		return (first - bound > 0) ? first : bound;
	}

}

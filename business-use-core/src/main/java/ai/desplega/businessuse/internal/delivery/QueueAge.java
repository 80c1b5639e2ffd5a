package ai.desplega.businessuse.internal.delivery;

/**
 * Time since which the oldest event of a queue waits. The time is exact for an event that
 * was added to an empty queue. For events that remain after a full batch, it is a lower
 * bound, which is too early by less than two batches. An exact time for each event would
 * require reading the clock on the calling thread.
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
	 * Record that an event was added to the empty queue. May be called by any thread.
	 */
	void becameNonEmpty(long now) {
		this.becameNonEmpty = now;
	}

	/**
	 * Record that events were taken. Called by the worker thread. When all events that
	 * were queued at the time of the mark have left the queue, the remaining events are
	 * newer than the mark.
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
	 * Return the time since which the oldest event waits, or an earlier time.
	 */
	long oldest() {
		long first = this.becameNonEmpty;
		long bound = this.since;
		return (first - bound > 0) ? first : bound;
	}

}

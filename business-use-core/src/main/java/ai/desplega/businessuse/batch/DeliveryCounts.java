package ai.desplega.businessuse.batch;

import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the events that were offered. An event is counted as offered before it
 * is counted anywhere else, so whoever reads {@link #offered} last never sees more than
 * that many.
 */
final class DeliveryCounts {

	final LongAdder offered = new LongAdder();

	final LongAdder sent = new LongAdder();

	final LongAdder queueFull = new LongAdder();

	final LongAdder unauthorized = new LongAdder();

	final LongAdder rejected = new LongAdder();

	final LongAdder failed = new LongAdder();

	final LongAdder shutdown = new LongAdder();

	long lost() {
		return this.queueFull.sum() + this.unauthorized.sum() + this.rejected.sum() + this.failed.sum()
				+ this.shutdown.sum();
	}

	long settled() {
		return this.sent.sum() + lost();
	}

}

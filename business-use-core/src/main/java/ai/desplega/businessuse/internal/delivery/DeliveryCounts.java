package ai.desplega.businessuse.internal.delivery;

import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the events. An event that is to be queued is counted as offered before
 * it is counted anywhere else, so whoever reads {@link #offered} last never sees more
 * than that many. One that is refused instead is counted once, as refused: it must not
 * look like one of those that someone waits for.
 */
final class DeliveryCounts {

	final LongAdder offered = new LongAdder();

	final LongAdder sent = new LongAdder();

	final LongAdder queueFull = new LongAdder();

	final LongAdder unauthorized = new LongAdder();

	final LongAdder rejected = new LongAdder();

	final LongAdder failed = new LongAdder();

	final LongAdder shutdown = new LongAdder();

	final LongAdder refusedUnauthorized = new LongAdder();

	final LongAdder refusedShutdown = new LongAdder();

	long lost() {
		return lostAfterOffer() + this.refusedUnauthorized.sum() + this.refusedShutdown.sum();
	}

	long settled() {
		return this.sent.sum() + lostAfterOffer();
	}

	private long lostAfterOffer() {
		return this.queueFull.sum() + this.unauthorized.sum() + this.rejected.sum() + this.failed.sum()
				+ this.shutdown.sum();
	}

}

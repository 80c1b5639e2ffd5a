package ai.desplega.businessuse.internal.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Queue of encoded events, bounded in number and in bytes: when it is full, the oldest
 * events are evicted. Lock-free and thread-safe.
 * <p>
 * A thread counts its event before it links it, and can't evict events that other threads
 * have counted but not linked yet, so the bounds may be exceeded for a moment by one
 * event a thread. Number and bytes share one word: adding costs one atomic operation.
 */
final class EventQueue {

	private static final int BYTES_BITS = 40;

	private static final long ONE_EVENT = 1L << BYTES_BITS;

	private static final long BYTES_MASK = ONE_EVENT - 1;

	private final ConcurrentLinkedQueue<byte[]> events = new ConcurrentLinkedQueue<>();

	private final AtomicLong numberAndBytes = new AtomicLong();

	private final int maxSize;

	private final long maxBytes;

	private final LongSupplier nanoTime;

	private final QueueAge age;

	EventQueue(int maxSize, long maxBytes, LongSupplier nanoTime) {
		this.maxSize = maxSize;
		this.maxBytes = maxBytes;
		this.nanoTime = nanoTime;
		this.age = new QueueAge(nanoTime.getAsLong());
	}

	/**
	 * Add an event.
	 * @return the number of events that were evicted for it
	 */
	int add(byte[] event) {
		long total = this.numberAndBytes.addAndGet(ONE_EVENT + event.length);
		if (size(total) == 1) {
			this.age.becameNonEmpty(this.nanoTime.getAsLong());
		}
		int evicted = 0;
		while (isOverfull() && poll() != null) {
			evicted++;
		}
		this.events.add(event);
		return evicted;
	}

	private boolean isOverfull() {
		long total = this.numberAndBytes.get();
		return size(total) > this.maxSize || bytes(total) > this.maxBytes;
	}

	/**
	 * Take the oldest events, up to a number, and until they have reached a number of
	 * bytes.
	 */
	List<byte[]> take(int maxEvents, long enoughBytes) {
		List<byte[]> taken = new ArrayList<>(Math.min(maxEvents, size()));
		long bytes = 0;
		while (taken.size() < maxEvents && bytes < enoughBytes) {
			byte[] event = poll();
			if (event == null) {
				break;
			}
			taken.add(event);
			bytes += event.length;
		}
		this.age.taken(taken.size(), size(), this.nanoTime.getAsLong());
		return taken;
	}

	private byte @Nullable [] poll() {
		byte[] oldest = this.events.poll();
		if (oldest != null) {
			this.numberAndBytes.addAndGet(-(ONE_EVENT + oldest.length));
		}
		return oldest;
	}

	int clear() {
		int removed = 0;
		while (poll() != null) {
			removed++;
		}
		return removed;
	}

	long oldest() {
		return this.age.oldest();
	}

	int size() {
		return size(this.numberAndBytes.get());
	}

	boolean hasReached(int size, long bytes) {
		long total = this.numberAndBytes.get();
		return size(total) >= size || bytes(total) >= bytes;
	}

	private static int size(long total) {
		return (int) (total >>> BYTES_BITS);
	}

	private static long bytes(long total) {
		return total & BYTES_MASK;
	}

}

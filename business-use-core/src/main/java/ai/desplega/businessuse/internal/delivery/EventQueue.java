package ai.desplega.businessuse.internal.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Queue of encoded events, bounded in number and in bytes. When the queue is full, the
 * oldest events are evicted. Lock-free and thread-safe.
 * <p>
 * The events are stored in a ring buffer, each at its position modulo the size, so that
 * an event evicts the event that it overwrites. Adding an event takes three contended
 * atomic operations, compared with eight for a linked queue with counters. Two threads
 * that record continuously with a full queue take 370 instead of 940 ns per event
 * ({@code CaptureBenchmark.builderByTwoThreads}). The limit in bytes may be exceeded
 * temporarily by one event per thread.
 */
final class EventQueue {

	private final AtomicReferenceArray<@Nullable QueuedEvent> ring;

	/**
	 * Position of the next event to add.
	 */
	private final AtomicLong tail = new AtomicLong();

	/**
	 * Position before which all events have left the queue. Events that are no longer in
	 * the ring buffer have also left the queue.
	 */
	private final AtomicLong head = new AtomicLong();

	private final AtomicLong bytes = new AtomicLong();

	private final int maxSize;

	/**
	 * Distance between the slots of consecutive positions, so that threads that add at
	 * the same time do not write to one cache line. A prime that does not divide the
	 * size, so that all positions of one round have different slots.
	 */
	private final int stride;

	private final long maxBytes;

	private final LongSupplier nanoTime;

	private final QueueAge age;

	EventQueue(int maxSize, long maxBytes, LongSupplier nanoTime) {
		this.ring = new AtomicReferenceArray<>(maxSize);
		this.maxSize = maxSize;
		this.stride = IntStream.of(17, 19, 23, 29, 31)
			.filter((prime) -> maxSize % prime != 0)
			.findFirst()
			.orElseThrow();
		this.maxBytes = maxBytes;
		this.nanoTime = nanoTime;
		this.age = new QueueAge(nanoTime.getAsLong());
	}

	/**
	 * Add an event. The event itself is evicted if its slot already contains a later
	 * event. An event that the head has passed is evicted as well, because no thread
	 * would take it.
	 * @return the number of events that were evicted for it
	 */
	int add(byte[] event) {
		QueuedEvent added = new QueuedEvent(this.tail.getAndIncrement(), event);
		int slot = slot(added.position);
		QueuedEvent latest = added;
		QueuedEvent replaced = this.ring.getAndSet(slot, latest);
		while (replaced != null && replaced.position > latest.position) {
			latest = replaced;
			replaced = this.ring.getAndSet(slot, latest);
		}
		long first = this.head.get();
		if (first == added.position) {
			this.age.becameNonEmpty(this.nanoTime.getAsLong());
		}
		byte[] evicted = (replaced != null) ? replaced.remove() : null;
		byte[] passed = (first > latest.position) ? latest.remove() : null;
		int growth = event.length - length(evicted) - length(passed);
		int shrunk = (growth != 0 && this.bytes.addAndGet(growth) > this.maxBytes) ? shrink() : 0;
		return ((evicted != null) ? 1 : 0) + ((passed != null) ? 1 : 0) + shrunk;
	}

	private static int length(byte @Nullable [] event) {
		return (event != null) ? event.length : 0;
	}

	private int shrink() {
		int evicted = 0;
		while (this.bytes.get() > this.maxBytes) {
			int removed = remove(1, 1).size();
			if (removed == 0) {
				break;
			}
			evicted += removed;
		}
		return evicted;
	}

	private int slot(long position) {
		return (int) (position * this.stride % this.maxSize);
	}

	/**
	 * Take the oldest events, up to a maximum number, until they reach a number of bytes.
	 * Stops at an event that another thread is still adding.
	 */
	List<byte[]> take(int maxEvents, long enoughBytes) {
		List<byte[]> taken = remove(maxEvents, enoughBytes);
		this.age.taken(taken.size(), size(), this.nanoTime.getAsLong());
		return taken;
	}

	private List<byte[]> remove(int maxEvents, long enoughBytes) {
		List<byte[]> removed = new ArrayList<>(Math.min(maxEvents, size()));
		long removedBytes = 0;
		long end = this.tail.get();
		long start = Math.max(this.head.get(), end - this.maxSize);
		long position = start;
		while (position < end && removed.size() < maxEvents && removedBytes < enoughBytes) {
			QueuedEvent next = this.ring.get(slot(position));
			boolean absent = next == null || next.position < position;
			if (absent && position >= this.head.get()) {
				break;
			}
			byte[] event = (next != null && next.position == position) ? next.remove() : null;
			if (event != null) {
				removed.add(event);
				removedBytes += event.length;
			}
			position++;
		}
		this.head.accumulateAndGet(position, Math::max);
		this.bytes.addAndGet(-removedBytes);
		release(start, position);
		return removed;
	}

	/**
	 * Release the slots of events that have left the queue. Otherwise, a thread that adds
	 * an event would modify the previous event of its slot, which the worker thread has
	 * modified on another core; this takes 140 ns longer ({@code bench/}, 10,000 events
	 * per second).
	 * <p>
	 * Must be called after the head has been advanced. The event of an empty slot has
	 * therefore been removed if its position is before the head. Otherwise, a thread is
	 * still adding it.
	 */
	private void release(long start, long end) {
		for (long position = start; position < end; position++) {
			QueuedEvent event = this.ring.get(slot(position));
			if (event != null && event.position == position && event.get() == null) {
				this.ring.compareAndSet(slot(position), event, null);
			}
		}
	}

	int clear() {
		return remove(Integer.MAX_VALUE, Long.MAX_VALUE).size();
	}

	/**
	 * Return the number of added events, including those that threads are currently
	 * adding.
	 */
	long added() {
		return this.tail.get();
	}

	long oldest() {
		return this.age.oldest();
	}

	int size() {
		long first = this.head.get();
		return (int) Math.min(this.maxSize, this.tail.get() - first);
	}

	boolean hasReached(int size, long bytes) {
		return size() >= size || this.bytes.get() >= bytes;
	}

	/**
	 * Event in the ring buffer. It leaves the queue when a thread removes its content,
	 * which can happen only once.
	 */
	@SuppressWarnings("serial") // never serialized
	private static final class QueuedEvent extends AtomicReference<byte @Nullable []> {

		private final long position;

		QueuedEvent(long position, byte[] event) {
			this.position = position;
			lazySet(event); // published with the slot
		}

		byte @Nullable [] remove() {
			return getAndSet(null);
		}

	}

}

package ai.desplega.businessuse;

import java.util.concurrent.atomic.AtomicReferenceArray;

import ai.desplega.businessuse.internal.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Pool of memory for a few buffers. Without the pool, an event with three fields
 * allocates 1,030 instead of 470 bytes ({@code CaptureBenchmark.builder}). The id of the
 * thread selects a slot of the pool; thread-local memory would keep the classes of the
 * client reachable.
 * <p>
 * The slots are in different cache lines. The buffers themselves are not pooled, because
 * the garbage collector would move them next to each other. Two threads that write to one
 * cache line take up to twice the time ({@code CaptureBenchmark.builderByTwoThreads}).
 */
final class BufferPool {

	private static final int SIZE = 16;

	/**
	 * Number of references in a cache line of 64 bytes.
	 */
	private static final int DISTANCE = 16;

	private static final int MAX_KEPT_CAPACITY = 8 * 1024;

	private final AtomicReferenceArray<byte @Nullable []> memories = new AtomicReferenceArray<>(SIZE * DISTANCE);

	JsonBuffer take(int limit) {
		byte[] memory = this.memories.getAndSet(index(), null);
		return (memory != null) ? new JsonBuffer(memory, limit) : new JsonBuffer(limit);
	}

	void giveBack(JsonBuffer buffer) {
		if (buffer.memory().length <= MAX_KEPT_CAPACITY) {
			this.memories.setRelease(index(), buffer.memory());
		}
	}

	private static int index() {
		return (int) (Thread.currentThread().getId() & (SIZE - 1)) * DISTANCE;
	}

}

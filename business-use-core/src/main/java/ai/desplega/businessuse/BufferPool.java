package ai.desplega.businessuse;

import java.util.concurrent.atomic.AtomicReferenceArray;

import ai.desplega.businessuse.internal.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Pool of a few buffers to encode events in. Without it an event with three fields
 * allocates 1,030 instead of 470 bytes ({@code CaptureBenchmark.builder}). The id of a
 * thread selects a place in the pool; buffers in thread-locals would keep the classes of
 * the client alive.
 */
final class BufferPool {

	private static final int SIZE = 16;

	private static final int MAX_KEPT_CAPACITY = 8 * 1024;

	private final AtomicReferenceArray<@Nullable JsonBuffer> buffers = new AtomicReferenceArray<>(SIZE);

	JsonBuffer take() {
		JsonBuffer buffer = this.buffers.getAndSet(index(), null);
		return (buffer != null) ? buffer : new JsonBuffer();
	}

	void giveBack(JsonBuffer buffer) {
		buffer.reset(0);
		if (buffer.capacity() <= MAX_KEPT_CAPACITY) {
			this.buffers.setRelease(index(), buffer);
		}
	}

	private static int index() {
		return (int) (Thread.currentThread().getId() & (SIZE - 1));
	}

}

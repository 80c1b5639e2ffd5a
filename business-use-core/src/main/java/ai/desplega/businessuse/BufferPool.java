package ai.desplega.businessuse;

import java.util.concurrent.atomic.AtomicReferenceArray;

import ai.desplega.businessuse.internal.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A few buffers to write events in, so that an event costs the memory of its bytes and
 * little more. Not bound to threads, which would keep them, and the client's classes,
 * alive: a thread looks in a place by its number and takes what it finds.
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

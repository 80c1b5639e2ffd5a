package ai.desplega.businessuse.embedded.store;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Things by their key, of which the oldest go when there are too many of them or they are
 * too large together. Not thread-safe.
 *
 * @param <K> the key
 * @param <V> the thing
 */
final class Bounded<K, V> {

	private final Map<K, V> values = new LinkedHashMap<>();

	private final int maxCount;

	private final long maxSize;

	private final ToLongFunction<V> sizeOf;

	private long size;

	Bounded(int maxCount, long maxSize, ToLongFunction<V> sizeOf) {
		this.maxCount = maxCount;
		this.maxSize = maxSize;
		this.sizeOf = sizeOf;
	}

	/**
	 * Put a thing in; it is the youngest, even if the key was there before.
	 */
	void put(K key, V value) {
		V former = this.values.remove(key);
		if (former != null) {
			this.size -= this.sizeOf.applyAsLong(former);
		}
		this.values.put(key, value);
		this.size += this.sizeOf.applyAsLong(value);
		evict();
	}

	@Nullable V get(K key) {
		return this.values.get(key);
	}

	/**
	 * All of them, oldest first; a view.
	 */
	Collection<V> values() {
		return this.values.values();
	}

	private void evict() {
		Iterator<V> oldest = this.values.values().iterator();
		while (this.values.size() > this.maxCount || (this.size > this.maxSize && !this.values.isEmpty())) {
			this.size -= this.sizeOf.applyAsLong(oldest.next());
			oldest.remove();
		}
	}

}

package ai.desplega.businessuse.embedded.store;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Map with a limit on the number and size of its entries, which evicts the oldest
 * entries. Not thread-safe.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class Bounded<K, V> {

	private final Map<K, V> values = new LinkedHashMap<>();

	private final int maxCount;

	private final long maxSize;

	private final ToLongFunction<V> sizeOf;

	private final Consumer<V> evicted;

	private long size;

	Bounded(int maxCount, long maxSize, ToLongFunction<V> sizeOf) {
		this(maxCount, maxSize, sizeOf, (value) -> {
		});
	}

	Bounded(int maxCount, long maxSize, ToLongFunction<V> sizeOf, Consumer<V> evicted) {
		this.maxCount = maxCount;
		this.maxSize = maxSize;
		this.sizeOf = sizeOf;
		this.evicted = evicted;
	}

	/**
	 * Put a value, which becomes the newest entry even if its key was present.
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
	 * Return a view of the values, oldest first.
	 */
	Collection<V> values() {
		return this.values.values();
	}

	void clear() {
		this.values.clear();
		this.size = 0;
	}

	private void evict() {
		Iterator<V> oldest = this.values.values().iterator();
		while (this.values.size() > this.maxCount || (this.size > this.maxSize && !this.values.isEmpty())) {
			V value = oldest.next();
			this.size -= this.sizeOf.applyAsLong(value);
			oldest.remove();
			this.evicted.accept(value);
		}
	}

}

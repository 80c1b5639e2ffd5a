package ai.desplega.businessuse;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Fields that were added individually to the data of an event, in insertion order, either
 * alone or in addition to the fields of another object. Never calls methods of the
 * values. With a {@link java.util.LinkedHashMap} instead, an event with three fields
 * allocates 620 instead of 470 bytes ({@code CaptureBenchmark.builder}).
 */
final class DataFields extends AbstractMap<String, @Nullable Object> {

	static final DataFields EMPTY = new DataFields(null);

	private static final int INITIAL_FIELDS = 4;

	/**
	 * Limit for the linear search for a name. More fields do not fit into an event.
	 */
	private static final int MAX_FIELDS = 4096;

	private final @Nullable Object base;

	private final List<Map.Entry<String, @Nullable Object>> fields = new ArrayList<>(INITIAL_FIELDS);

	/**
	 * Create fields.
	 * @param base the map, record or bean to which the fields are added, or {@code null}
	 * for none
	 */
	DataFields(@Nullable Object base) {
		this.base = base;
	}

	DataFields copy() {
		DataFields copy = new DataFields(this.base);
		copy.fields.addAll(this.fields);
		return copy;
	}

	@Nullable Object base() {
		return this.base;
	}

	/**
	 * Return the data for customizers. Only Jackson knows the fields of a record or a
	 * bean, so customizers receive the object itself.
	 */
	Object view() {
		if (this.base != null && !(this.base instanceof Map)) {
			return this.base;
		}
		Map<String, @Nullable Object> all = new LinkedHashMap<>();
		if (this.base instanceof Map<?, ?> map) {
			map.forEach((name, value) -> all.put(String.valueOf(name), value));
		}
		forEach(all::put);
		return Collections.unmodifiableMap(all);
	}

	@Override
	public @Nullable Object put(String name, @Nullable Object value) {
		Map.Entry<String, @Nullable Object> field = new SimpleImmutableEntry<>(name, value);
		for (int i = 0; i < this.fields.size(); i++) {
			if (name.equals(this.fields.get(i).getKey())) {
				return this.fields.set(i, field).getValue();
			}
		}
		if (this.fields.size() == MAX_FIELDS) {
			throw new IllegalStateException("The data of an event can't have more than " + MAX_FIELDS + " fields");
		}
		this.fields.add(field);
		return null;
	}

	@Override
	public int size() {
		return this.fields.size();
	}

	@Override
	public Set<Map.Entry<String, @Nullable Object>> entrySet() {
		return new AbstractSet<>() {

			@Override
			public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
				return DataFields.this.fields.iterator();
			}

			@Override
			public int size() {
				return DataFields.this.size();
			}

		};
	}

}

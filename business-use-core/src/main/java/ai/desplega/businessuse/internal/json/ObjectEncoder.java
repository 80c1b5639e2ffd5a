package ai.desplega.businessuse.internal.json;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encoder of the data of events, which are objects. Each field is encoded separately. A
 * field that can't be encoded, or that exceeds the maximum size of an event by itself,
 * becomes null and is added to the {@linkplain JsonBuffer#problems() problems} of the
 * buffer. Thread-safe.
 */
public final class ObjectEncoder {

	/**
	 * Name that represents all fields in the problems of a buffer.
	 */
	static final String ALL = "(all)";

	private static final String REST = "(the fields that follow)";

	private static final String UNNAMED = "(a field)";

	/**
	 * Maximum number of skipped entries, which are replaced or have a key that can't be
	 * encoded. Bounds the time for an infinite map.
	 */
	private static final int MAX_SKIPPED = 5_000;

	private final Mappers mappers = new Mappers();

	public void useMapper(MapperSource mapper) {
		this.mappers.use(mapper);
	}

	/**
	 * Write an object.
	 * @param data a map, or an object that Jackson writes as a JSON object
	 * @param out the target
	 * @param limit the maximum size of the buffer afterwards
	 * @throws NotAnObjectException if the data is something else
	 * @throws JsonLimitException if the data is too large
	 */
	public void object(Object data, JsonBuffer out, int limit) {
		object(data, Map.of(), out, limit);
	}

	/**
	 * Write an object followed by additional fields, which replace fields with the same
	 * name.
	 * @param data a map, or an object that Jackson writes as a JSON object, or null for
	 * the fields alone
	 * @param added the fields
	 * @param out the target
	 * @param limit the maximum size of the buffer afterwards
	 * @throws NotAnObjectException if the data is something else
	 * @throws JsonLimitException if the result is too large
	 */
	public void object(@Nullable Object data, Map<String, ?> added, JsonBuffer out, int limit) {
		int start = out.size();
		Set<String> replaced = (data == null || added.isEmpty()) ? Set.of() : Set.copyOf(added.keySet());
		if (data == null) {
			out.raw('{');
		}
		else if (hasIndependentFields(data)) {
			out.raw('{');
			members(data, replaced, out, limit);
		}
		else {
			whole(data, replaced, out, limit, false);
			out.rewind(out.size() - 1);
		}
		if (!added.isEmpty()) {
			added.forEach((name, value) -> added(name, value, out, limit));
		}
		out.limit(Integer.MAX_VALUE);
		out.raw('}');
		if (out.size() > limit) {
			out.rewind(start);
			throw JsonLimitException.INSTANCE;
		}
	}

	private boolean hasIndependentFields(Object data) {
		return (data instanceof ObjectNode && this.mappers.writesPlainValues())
				|| (data instanceof Map && this.mappers.writesAllEntries(data.getClass()));
	}

	private void members(Object data, Set<String> replaced, JsonBuffer out, int limit) {
		int skipped = 0;
		try {
			for (Map.Entry<?, ?> entry : entries(data)) {
				if (out.size() > limit) {
					break;
				}
				out.limit(out.size() + limit);
				if (name(entry.getKey(), replaced, out)) {
					value(entry, out);
				}
				else if (++skipped == MAX_SKIPPED) {
					throw new UnwritableException("have too many keys that can't be encoded");
				}
			}
		}
		catch (Throwable ex) {
			out.problem(REST, ex);
		}
	}

	private static Set<? extends Map.Entry<?, ?>> entries(Object data) {
		return (data instanceof ObjectNode node) ? node.properties() : ((Map<?, ?>) data).entrySet();
	}

	/**
	 * Write the name of an entry.
	 * @return {@code false} if the entry is omitted
	 */
	private boolean name(@Nullable Object key, Set<String> replaced, JsonBuffer out) {
		int start = out.size();
		out.field(UNNAMED);
		try {
			String name = name(key, out);
			if (replaced.contains(name)) {
				return false;
			}
			out.name(name);
			out.field(name);
			return true;
		}
		catch (Throwable ex) {
			out.rewind(start);
			out.problem(ex);
			return false;
		}
	}

	private String name(@Nullable Object key, JsonBuffer out) {
		if (key instanceof String name) {
			return name;
		}
		if (key == null) {
			throw new UnwritableException("has a null key and is omitted");
		}
		// Jackson converts the key to a name, which becomes the current field of the
		// buffer
		int start = out.size();
		this.mappers.write(Collections.singletonMap(key, 0), out, Set.of(), false);
		out.rewind(start);
		return out.field();
	}

	private void added(String name, @Nullable Object value, JsonBuffer out, int limit) {
		if (out.size() <= limit) {
			out.limit(out.size() + limit);
			if (name(name, Set.of(), out)) {
				value(value, out);
			}
		}
	}

	private void value(Map.Entry<?, ?> entry, JsonBuffer out) {
		Object value;
		try {
			value = entry.getValue();
		}
		catch (Throwable ex) {
			unwritable(out.size(), ex, out);
			return;
		}
		value(value, out);
	}

	private void value(@Nullable Object value, JsonBuffer out) {
		int start = out.size();
		try {
			if (!this.mappers.writesPlainValues() || !PlainValues.write(value, out)) {
				out.rewind(start);
				this.mappers.write(value, out, null, false);
			}
		}
		catch (Throwable ex) {
			unwritable(start, ex, out);
		}
	}

	private static void unwritable(int start, Throwable reason, JsonBuffer out) {
		out.rewind(start);
		out.limit(Integer.MAX_VALUE);
		out.nullValue();
		out.problem(reason);
	}

	/**
	 * Write an object with Jackson's serializer.
	 * @param isolating {@code true} for the second attempt, in which a property that
	 * can't be encoded becomes null
	 */
	private void whole(Object data, Set<String> replaced, JsonBuffer out, int limit, boolean isolating) {
		int start = out.size();
		out.field(ALL);
		out.limit(limit);
		Throwable failure = null;
		try {
			this.mappers.write(data, out, replaced, isolating);
		}
		catch (Throwable ex) {
			failure = UnwritableException.reason(ex);
		}
		if (out.size() > start && out.memory()[start] != '{') {
			throw notAnObject(data, "is not an object in JSON: pass a map, a record or a bean");
		}
		if (failure != null) {
			out.rewind(start);
			if (isolating) {
				empty(data, failure, out);
			}
			else {
				whole(data, replaced, out, limit, true);
			}
		}
	}

	/**
	 * Write an empty object instead of an object that can't be encoded.
	 */
	private static void empty(Object data, Throwable reason, JsonBuffer out) {
		if (reason instanceof JsonLimitException limit) {
			throw limit;
		}
		if (reason instanceof UnwritableException unwritable && unwritable.refuses(data.getClass())) {
			throw notAnObject(data, unwritable.predicate());
		}
		out.limit(Integer.MAX_VALUE);
		out.raw('{');
		out.raw('}');
		out.problem(ALL, reason);
	}

	private static NotAnObjectException notAnObject(Object data, String reason) {
		return new NotAnObjectException("is a " + data.getClass().getName() + ", which " + reason);
	}

}

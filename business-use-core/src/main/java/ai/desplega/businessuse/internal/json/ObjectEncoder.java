package ai.desplega.businessuse.internal.json;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.SerializationContextExt;

/**
 * Encoder of the data of events: an object, field by field. A field that can't be
 * encoded, or is larger than an event by itself, becomes null and a
 * {@linkplain JsonBuffer#problems() problem} of the buffer. Thread-safe.
 */
public final class ObjectEncoder {

	/**
	 * Stands for all fields in the problems of a buffer.
	 */
	static final String ALL = "(all)";

	private static final String REST = "(the fields that follow)";

	private static final String UNNAMED = "(a field)";

	/**
	 * A map may be endless and have no key that can be encoded.
	 */
	private static final int MAX_SKIPPED = 100;

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
		int start = out.size();
		if (hasIndependentFields(data)) {
			fields(data, out, limit);
		}
		else {
			bean(data, out, limit);
		}
		requireLimit(out, start, limit);
	}

	/**
	 * Write an object and then fields of its own, which take the place of fields of the
	 * same name.
	 * @param data a map, or an object that Jackson writes as a JSON object, or null for
	 * the fields alone
	 * @param added the fields
	 * @param out the target
	 * @param limit the maximum size of the buffer afterwards
	 * @throws NotAnObjectException if the data is something else
	 * @throws JsonLimitException if the whole is too large
	 */
	public void object(@Nullable Object data, Map<String, ?> added, JsonBuffer out, int limit) {
		int start = out.size();
		if (data != null) {
			object(data, out, limit);
			add(added, out, start, limit);
		}
		else {
			fields(added, out, limit);
		}
		requireLimit(out, start, limit);
	}

	private static void requireLimit(JsonBuffer out, int start, int limit) {
		if (out.size() > limit) {
			out.rewind(start);
			throw JsonLimitException.INSTANCE;
		}
	}

	private void add(Map<String, ?> added, JsonBuffer out, int start, int limit) {
		int end = out.size() - 1;
		out.rewind(end);
		if (end > start + 1) {
			out.raw(',');
		}
		int first = out.size();
		members(added, out, first, limit);
		if (out.size() > first) {
			out.removeReplaced(start + 1, first);
		}
		else {
			out.rewind(end);
		}
		out.raw('}');
	}

	private boolean hasIndependentFields(Object data) {
		return (data instanceof ObjectNode && this.mappers.writesPlainValues())
				|| (data instanceof Map && this.mappers.writesAllEntries(data.getClass()));
	}

	private void fields(Object data, JsonBuffer out, int limit) {
		out.raw('{');
		members(data, out, out.size(), limit);
		out.raw('}');
	}

	/**
	 * Write the members of a map into an object that was begun.
	 * @param start the position of the first member
	 */
	private void members(Object data, JsonBuffer out, int start, int limit) {
		int skipped = 0;
		try {
			for (Map.Entry<?, ?> entry : entries(data)) {
				int before = out.size();
				field(entry, out, before > start, limit);
				if (out.size() > limit) {
					break;
				}
				if (out.size() == before && ++skipped == MAX_SKIPPED) {
					throw new UnwritableException("have too many keys that can't be encoded");
				}
			}
		}
		catch (Throwable ex) {
			out.problem(REST, ex);
		}
		out.limit(Integer.MAX_VALUE);
	}

	private static Set<? extends Map.Entry<?, ?>> entries(Object data) {
		return (data instanceof ObjectNode node) ? node.properties() : ((Map<?, ?>) data).entrySet();
	}

	private void field(Map.Entry<?, ?> entry, JsonBuffer out, boolean further, int limit) {
		int start = out.size();
		out.limit(start + limit);
		String name = UNNAMED;
		try {
			Object key = entry.getKey();
			if (further) {
				out.raw(',');
			}
			name = name(key, out);
		}
		catch (Throwable ex) {
			out.rewind(start);
			out.problem(name, ex);
			return;
		}
		field(name, entry, out);
	}

	private String name(@Nullable Object key, JsonBuffer out) {
		if (key instanceof String name) {
			out.string(name);
			out.raw(':');
			return name;
		}
		if (key == null) {
			throw new UnwritableException("has a null key and is omitted");
		}
		int start = out.size();
		SerializationContextExt context = this.mappers.newContext();
		BufferGenerator generator = new BufferGenerator(out, context, UNNAMED);
		generator.writeStartObject();
		context.findKeySerializer(Object.class, null).serialize(key, generator, context);
		out.remove(start);
		return String.valueOf(generator.streamWriteContext().currentName());
	}

	private void field(String name, Map.Entry<?, ?> entry, JsonBuffer out) {
		int start = out.size();
		try {
			value(name, entry.getValue(), out);
		}
		catch (Throwable ex) {
			out.rewind(start);
			out.limit(Integer.MAX_VALUE);
			out.nullValue();
			out.problem(name, ex);
		}
	}

	private void value(String name, @Nullable Object value, JsonBuffer out) {
		int start = out.size();
		if (this.mappers.writesPlainValues() && PlainValues.write(value, out, name)) {
			return;
		}
		out.rewind(start);
		write(value, out, name);
	}

	private void bean(Object data, JsonBuffer out, int limit) {
		int start = out.size();
		out.limit(limit);
		try {
			write(data, out, null);
		}
		catch (Throwable ex) {
			failed(data, ex, out, start);
		}
		if (out.at(start) != '{') {
			throw notAnObject(data, "is not an object in JSON: pass a map, a record or a bean");
		}
		out.limit(Integer.MAX_VALUE);
	}

	private void failed(Object data, Throwable thrown, JsonBuffer out, int start) {
		if (out.size() > start && out.at(start) != '{') {
			return;
		}
		Throwable reason = UnwritableException.reason(thrown);
		if (reason instanceof JsonLimitException limit) {
			throw limit;
		}
		if (reason instanceof UnwritableException && serializer(data) instanceof RefusingSerializer refusing
				&& !refusing.isForEmptyObjects()) {
			throw notAnObject(data, refusing.reason());
		}
		out.rewind(start);
		out.limit(Integer.MAX_VALUE);
		out.raw('{');
		out.raw('}');
		out.problem(ALL, reason);
	}

	private ValueSerializer<Object> serializer(Object data) {
		return this.mappers.newContext().findValueSerializer(data.getClass());
	}

	private static NotAnObjectException notAnObject(Object data, String reason) {
		return new NotAnObjectException("is a " + data.getClass().getName() + ", which " + reason);
	}

	private void write(@Nullable Object value, JsonBuffer out, @Nullable String field) {
		SerializationContextExt context = this.mappers.newContext();
		BufferGenerator generator = new BufferGenerator(out, context, field);
		context.serializeValue(generator, value);
		generator.requireOneValue();
	}

}

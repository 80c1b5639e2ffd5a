package ai.desplega.businessuse.internal.json;

import java.io.OutputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.PropertyWriter;

/**
 * Writes what an application gives as the data of an event: an object, field by field. A
 * field that can't be written, or is larger than an event by itself, becomes null, and a
 * {@linkplain JsonBuffer#problems() problem} of the buffer. Thread-safe.
 */
public final class ObjectEncoder {

	/**
	 * A map may be endless, and have no field that could be written.
	 */
	private static final int MAX_SKIPPED = 100;

	private static final String REST = "(the fields that follow)";

	private final Mappers mappers = new Mappers();

	/**
	 * Write an object.
	 * @param data a map, or an object that Jackson writes as an object
	 * @param out where to
	 * @param limit how large the whole may become
	 * @throws NotAnObjectException if it is something else
	 * @throws JsonLimitException if it is too large
	 */
	public void object(Object data, JsonBuffer out, int limit) {
		int start = out.size();
		if (data instanceof Map || data instanceof ObjectNode) {
			fields(data, out, limit);
		}
		else if (AsyncTypes.contain(data)) {
			throw new NotAnObjectException(
					"is a " + data.getClass().getName() + ", whose value is not there yet: make the event when it is");
		}
		else if (isOtherJson(data)) {
			throw notAnObject(data);
		}
		else {
			bean(data, out, limit);
		}
		if (out.size() > limit) {
			out.rewind(start);
			throw JsonLimitException.INSTANCE;
		}
	}

	/**
	 * Write an object and then fields of its own, which take the place of fields of the
	 * same name.
	 * @param data a map, or an object that Jackson writes as an object
	 * @param added the fields
	 * @param out where to
	 * @param limit how large the whole may become
	 * @throws NotAnObjectException if the data is something else
	 * @throws JsonLimitException if the whole is too large
	 */
	public void object(Object data, Map<String, ?> added, JsonBuffer out, int limit) {
		int start = out.size();
		object(data, out, limit);
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
		if (out.size() > limit) {
			out.rewind(start);
			throw JsonLimitException.INSTANCE;
		}
	}

	private static boolean isOtherJson(Object data) {
		return data instanceof Iterable || data instanceof CharSequence || data instanceof Number
				|| data instanceof Boolean || data.getClass().isArray();
	}

	private static NotAnObjectException notAnObject(Object data) {
		return new NotAnObjectException("is a " + data.getClass().getName()
				+ ", which is not an object in JSON: pass a map, a record or a bean");
	}

	private void fields(Object data, JsonBuffer out, int limit) {
		out.raw('{');
		members(data, out, out.size(), limit);
		out.raw('}');
	}

	/**
	 * Writes the members of a map into an object that was begun.
	 * @param start the position behind the opening brace
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
					throw new IllegalStateException("too many fields without a name that could be written");
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
		String name = "(a field)";
		try {
			name = String.valueOf(entry.getKey());
			if (further) {
				out.raw(',');
			}
			out.string(name);
			out.raw(':');
		}
		catch (Throwable ex) {
			out.rewind(start);
			out.problem(name, ex);
			return;
		}
		value(name, entry, out);
	}

	private void value(String name, Map.Entry<?, ?> entry, JsonBuffer out) {
		int start = out.size();
		try {
			value(entry.getValue(), out);
		}
		catch (Throwable ex) {
			out.rewind(start);
			out.limit(Integer.MAX_VALUE);
			out.nullValue();
			problem(name, ex, out);
		}
	}

	/**
	 * Jackson wraps what a stream throws, and says where it was; of a field that is too
	 * large that tells nothing.
	 */
	private static void problem(String name, Throwable reason, JsonBuffer out) {
		boolean tooLarge = reason instanceof JacksonException wrapper
				&& wrapper.getCause() instanceof JsonLimitException;
		out.problem(name, tooLarge ? JsonLimitException.INSTANCE : reason);
	}

	private void value(@Nullable Object value, JsonBuffer out) {
		int start = out.size();
		if (PlainValues.write(value, out)) {
			return;
		}
		out.rewind(start);
		AsyncTypes.refuse(value);
		write(value, out);
	}

	private void bean(Object data, JsonBuffer out, int limit) {
		int start = out.size();
		out.limit(limit);
		try {
			write(data, out);
		}
		catch (Throwable ex) {
			if (out.size() > start && out.at(start) != '{') {
				throw notAnObject(data);
			}
			out.rewind(start);
			properties(data, out, limit, ex);
		}
		out.limit(Integer.MAX_VALUE);
		if (out.at(start) != '{') {
			throw notAnObject(data);
		}
	}

	private void write(@Nullable Object value, JsonBuffer out) {
		int start = out.size();
		JsonMapper mapper = this.mappers.get();
		try (SafeGenerator generator = new SafeGenerator(mapper.createGenerator(new BufferStream(out)))) {
			mapper.writeValue(generator, value);
			generator.requireOneValue();
		}
		out.mendEscapes(start);
	}

	/**
	 * A generator can't be rewound: so only after the whole has failed, each property is
	 * written for itself, as an object with that property alone.
	 */
	private void properties(Object bean, JsonBuffer out, int limit, Throwable failure) {
		out.limit(Integer.MAX_VALUE);
		out.raw('{');
		int start = out.size();
		Iterator<PropertyWriter> properties = properties(bean);
		if (!properties.hasNext()) {
			problem("(all)", failure, out);
		}
		while (properties.hasNext() && out.size() <= limit) {
			property(bean, properties.next(), out, out.size() > start, limit);
		}
		out.limit(Integer.MAX_VALUE);
		out.raw('}');
	}

	private Iterator<PropertyWriter> properties(Object bean) {
		try {
			return this.mappers.properties(bean.getClass());
		}
		catch (Throwable ex) {
			return Collections.emptyIterator(); // that was the failure, too
		}
	}

	private void property(Object bean, PropertyWriter property, JsonBuffer out, boolean further, int limit) {
		int start = out.size();
		out.limit(start + limit);
		if (further) {
			out.raw(',');
		}
		int mark = out.size();
		JsonMapper mapper = this.mappers.get();
		SerializationContext context = mapper._serializationContext();
		try (SafeGenerator generator = new SafeGenerator(mapper.createGenerator(new BufferStream(out)))) {
			generator.writeStartObject();
			property.serializeAsProperty(bean, generator, context);
			generator.writeEndObject();
			generator.requireOneValue();
		}
		catch (Throwable ex) {
			out.rewind(mark);
			out.limit(Integer.MAX_VALUE);
			out.string(property.getName());
			out.raw(':');
			out.nullValue();
			problem(property.getName(), ex, out);
			return;
		}
		out.mendEscapes(mark);
		out.unwrap(mark);
		if (out.size() == mark) {
			out.rewind(start);
		}
	}

	/**
	 * Takes what a generator writes.
	 */
	private static final class BufferStream extends OutputStream {

		private final JsonBuffer out;

		private BufferStream(JsonBuffer out) {
			this.out = out;
		}

		@Override
		public void write(int b) {
			this.out.raw((char) b);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			this.out.raw(bytes, offset, length);
		}

	}

}

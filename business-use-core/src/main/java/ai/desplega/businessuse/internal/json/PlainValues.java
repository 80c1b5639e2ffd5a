package ai.desplega.businessuse.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Encoder of values that do not need Jackson: scalars, and collections and maps of the
 * JDK that contain only such values. Most events have no other values, and the first use
 * of Jackson takes longer than the rest of the start of a client.
 */
final class PlainValues {

	private static final int MAX_DEPTH = 100;

	private PlainValues() {
	}

	/**
	 * Write a value.
	 * @param field the field of the data that the value belongs to
	 * @return false if it isn't plain; a part of it may have been written then
	 */
	static boolean write(@Nullable Object value, JsonBuffer out, String field) {
		return write(value, out, field, 0);
	}

	private static boolean write(@Nullable Object value, JsonBuffer out, String field, int depth) {
		if (value == null) {
			out.nullValue();
		}
		else if (value instanceof String string) {
			out.string(string);
		}
		else if (value instanceof Number number) {
			return number(number, out, field);
		}
		else if (value instanceof Boolean bool) {
			out.bool(bool);
		}
		else if (depth < MAX_DEPTH && isOfTheJdk(value)) {
			return container(value, out, field, depth + 1);
		}
		else {
			return false;
		}
		return true;
	}

	private static boolean number(Number number, JsonBuffer out, String field) {
		boolean written = true;
		if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
			out.number(number.longValue());
		}
		else if (number instanceof Double) {
			written = out.number(number.doubleValue());
		}
		else if (number instanceof Float) {
			written = out.number(Double.parseDouble(number.toString()));
		}
		else if (number.getClass() == BigDecimal.class) {
			written = out.number((BigDecimal) number);
		}
		else if (number.getClass() == BigInteger.class) {
			written = out.number((BigInteger) number);
		}
		else {
			return false;
		}
		if (!written) {
			out.problem(field, new UnwritableException(UnwritableException.NUMBER));
		}
		return true;
	}

	/**
	 * A type of the application may have annotations of Jackson.
	 */
	private static boolean isOfTheJdk(Object value) {
		return value.getClass().getName().startsWith("java.util.");
	}

	private static boolean container(Object value, JsonBuffer out, String field, int depth) {
		if (value instanceof Map<?, ?> map) {
			return map(map, out, field, depth);
		}
		return value instanceof Collection<?> collection && collection(collection, out, field, depth);
	}

	private static boolean map(Map<?, ?> map, JsonBuffer out, String field, int depth) {
		out.raw('{');
		boolean first = true;
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (!(entry.getKey() instanceof String name)) {
				return false;
			}
			if (!first) {
				out.raw(',');
			}
			first = false;
			out.string(name);
			out.raw(':');
			if (!write(entry.getValue(), out, field, depth)) {
				return false;
			}
		}
		out.raw('}');
		return true;
	}

	private static boolean collection(Collection<?> collection, JsonBuffer out, String field, int depth) {
		out.raw('[');
		boolean first = true;
		for (Object element : collection) {
			if (!first) {
				out.raw(',');
			}
			first = false;
			if (!write(element, out, field, depth)) {
				return false;
			}
		}
		out.raw(']');
		return true;
	}

}

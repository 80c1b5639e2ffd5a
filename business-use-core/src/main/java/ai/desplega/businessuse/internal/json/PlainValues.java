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
	 * @return {@code false} if the value is not plain; a part of it may have been written
	 */
	static boolean write(@Nullable Object value, JsonBuffer out) {
		return write(value, out, 0);
	}

	private static boolean write(@Nullable Object value, JsonBuffer out, int depth) {
		if (value == null) {
			out.nullValue();
		}
		else if (value instanceof String string) {
			out.string(string);
		}
		else if (value instanceof Number number) {
			return number(number, out);
		}
		else if (value instanceof Boolean bool) {
			out.bool(bool);
		}
		else if (depth == MAX_DEPTH || !isOfTheJdk(value)) {
			return false;
		}
		else if (value instanceof Map<?, ?> map) {
			return map(map, out, depth + 1);
		}
		else {
			return value instanceof Collection<?> collection && collection(collection, out, depth + 1);
		}
		return true;
	}

	private static boolean number(Number number, JsonBuffer out) {
		if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
			out.number(number.longValue());
		}
		else if (number instanceof Double) {
			out.number(number.doubleValue());
		}
		else if (number instanceof Float) {
			out.number(number.toString());
		}
		else if (number.getClass() == BigDecimal.class) {
			out.number(number, ((BigDecimal) number).unscaledValue());
		}
		else if (number.getClass() == BigInteger.class) {
			out.number(number, (BigInteger) number);
		}
		else {
			return false;
		}
		return true;
	}

	/**
	 * Return {@code true} for a type of the JDK; a type of the application may have
	 * Jackson annotations.
	 */
	private static boolean isOfTheJdk(Object value) {
		return value.getClass().getName().startsWith("java.util.");
	}

	private static boolean map(Map<?, ?> map, JsonBuffer out, int depth) {
		out.raw('{');
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (!(entry.getKey() instanceof String name)) {
				return false;
			}
			out.name(name);
			if (!write(entry.getValue(), out, depth)) {
				return false;
			}
		}
		out.raw('}');
		return true;
	}

	private static boolean collection(Collection<?> collection, JsonBuffer out, int depth) {
		out.raw('[');
		for (Object element : collection) {
			out.separate();
			if (!write(element, out, depth)) {
				return false;
			}
		}
		out.raw(']');
		return true;
	}

}

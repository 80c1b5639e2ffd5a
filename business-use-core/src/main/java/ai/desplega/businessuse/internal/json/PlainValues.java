package ai.desplega.businessuse.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Values that need no Jackson: scalars, and collections and maps of the JDK that hold
 * nothing else. That is most of what there is, and Jackson's generator alone would cost
 * more than the rest of the event; its first use takes longer than all else at the start
 * of a client.
 */
final class PlainValues {

	private static final int MAX_DEPTH = 100;

	private PlainValues() {
	}

	/**
	 * Writes a value.
	 * @return false if it isn't plain; a part of it may have been written then
	 */
	static boolean write(@Nullable Object value, JsonBuffer out) {
		return write(value, out, 0);
	}

	private static boolean write(@Nullable Object value, JsonBuffer out, int depth) {
		if (value == null) {
			out.nullValue();
		}
		else if (value instanceof String text) {
			out.string(text);
		}
		else if (value instanceof Number number) {
			return number(number, out);
		}
		else if (value instanceof Boolean bool) {
			out.bool(bool);
		}
		else if (depth < MAX_DEPTH && isOfTheJdk(value)) {
			return container(value, out, depth + 1);
		}
		else {
			return false;
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
			out.number(Double.parseDouble(number.toString()));
		}
		else if (number.getClass() == BigDecimal.class) {
			text(SafeGenerator.text((BigDecimal) number), out);
		}
		else if (number.getClass() == BigInteger.class) {
			text(SafeGenerator.text((BigInteger) number), out);
		}
		else {
			return false;
		}
		return true;
	}

	private static void text(@Nullable String number, JsonBuffer out) {
		if (number != null) {
			out.raw(JsonBuffer.ascii(number));
		}
		else {
			out.nullValue();
		}
	}

	/**
	 * A type of one's own may tell Jackson to write it in another way.
	 */
	private static boolean isOfTheJdk(Object value) {
		return value.getClass().getName().startsWith("java.util.");
	}

	private static boolean container(Object value, JsonBuffer out, int depth) {
		if (value instanceof Map<?, ?> map) {
			return map(map, out, depth);
		}
		return value instanceof Collection<?> collection && collection(collection, out, depth);
	}

	private static boolean map(Map<?, ?> map, JsonBuffer out, int depth) {
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
			if (!write(entry.getValue(), out, depth)) {
				return false;
			}
		}
		out.raw('}');
		return true;
	}

	private static boolean collection(Collection<?> collection, JsonBuffer out, int depth) {
		out.raw('[');
		boolean first = true;
		for (Object element : collection) {
			if (!first) {
				out.raw(',');
			}
			first = false;
			if (!write(element, out, depth)) {
				return false;
			}
		}
		out.raw(']');
		return true;
	}

}

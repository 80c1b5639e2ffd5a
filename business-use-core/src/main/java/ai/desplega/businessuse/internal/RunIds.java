package ai.desplega.businessuse.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.Buffer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;

import org.jspecify.annotations.Nullable;

/**
 * Conversion of objects to run ids. An object is rejected if its string representation
 * may not identify it: objects with the same meaning could have different strings, or
 * objects with different meanings the same string. Events would then belong to the wrong
 * run.
 */
public final class RunIds {

	/**
	 * Limit on the size of a number: computing the decimal digits of a number with a
	 * million bits takes seconds.
	 */
	private static final int MAX_BITS = 4096;

	private RunIds() {
	}

	/**
	 * Convert an object to a run id that is not blank.
	 * @throws IllegalArgumentException if the object can't be used; the message names the
	 * type
	 */
	public static String of(@Nullable Object value) {
		Object single = value;
		while (single instanceof Optional<?> optional) {
			single = optional.orElse(null);
		}
		if (single == null) {
			throw new IllegalArgumentException(
					"the run id is " + ((value != null) ? "an empty " + Optional.class.getName() : "missing"));
		}
		String string = string(single);
		if (string.isBlank()) {
			throw new IllegalArgumentException("the run id is blank");
		}
		if (string.equals("null")) {
			throw unusable(single, "which is \"null\"");
		}
		return string;
	}

	private static String string(Object value) {
		if (value instanceof String string) {
			return string;
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof OptionalLong number && number.isPresent()) {
			return Long.toString(number.getAsLong());
		}
		if (value instanceof OptionalInt number && number.isPresent()) {
			return Integer.toString(number.getAsInt());
		}
		if (value instanceof BigDecimal number && number.scale() <= 0 && number.scale() > -MAX_BITS) {
			return string(number.toBigInteger());
		}
		String problem = problem(value);
		if (problem != null) {
			throw unusable(value, problem);
		}
		return toString(value);
	}

	private static @Nullable String problem(Object value) {
		if (value instanceof Double || value instanceof Float || value instanceof BigDecimal
				|| value instanceof DoubleAdder || value instanceof DoubleAccumulator) {
			return "which is not an integral number";
		}
		if (value instanceof BigInteger number && number.bitLength() > MAX_BITS) {
			return "which has more than " + MAX_BITS + " bits";
		}
		if (value instanceof Record) {
			return "which is a record: pass its component";
		}
		if (value.getClass().isArray() || value instanceof Collection || value instanceof Map
				|| value instanceof Buffer && !(value instanceof CharSequence)) {
			return "which has more than one value";
		}
		return value.getClass().getName().startsWith("java.util.Optional") ? "which is not an integral number" : null;
	}

	/**
	 * Convert an object with {@code toString()}. A proxy may return the string of its
	 * target, whose class it extends or whose hash code it returns.
	 */
	private static String toString(Object value) {
		String string;
		boolean identity;
		try {
			string = String.valueOf(value.toString());
			identity = string.contains("@") && string.endsWith("@" + Integer.toHexString(value.hashCode()));
		}
		catch (Throwable ex) {
			throw unusable(value, "whose toString() failed with " + ex.getClass().getName());
		}
		for (Class<?> type = value.getClass(); type != null && !identity; type = type.getSuperclass()) {
			identity = string.startsWith(type.getName() + "@");
		}
		if (identity) {
			throw unusable(value, "which doesn't override toString()");
		}
		return string;
	}

	private static IllegalArgumentException unusable(Object value, String problem) {
		return new IllegalArgumentException("the run id is a " + value.getClass().getTypeName() + ", " + problem
				+ "; a run id is a string, an integral number, a UUID or an enum");
	}

}

package ai.desplega.businessuse.internal.lambda;

import org.jspecify.annotations.Nullable;

/**
 * Type of a node. Byte code doesn't distinguish booleans from ints, nor one object type
 * from another, and JavaScript writes ints, longs and doubles differently.
 */
enum Kind {

	/** In JavaScript: a boolean. */
	BOOLEAN,

	/** In JavaScript: a whole number of 32 bits. Also a char. */
	INT,

	/** In JavaScript: a BigInt. */
	LONG,

	/** In JavaScript: a number. */
	DOUBLE,

	/** Captured; can only be converted to a double. */
	FLOAT,

	/** In JavaScript: a string, or null. */
	STRING,

	/** Captured or constant. */
	ENUM,

	/** The literal null, which is a value of every reference type. */
	NULL,

	/** {@code EventData}, in JavaScript: an object. */
	DATA,

	/** {@code Dependency}, in JavaScript: an object. */
	DEP,

	/** {@code RuleContext}, in JavaScript: an object. */
	CTX,

	/** {@code ValueList} of {@code EventData}, in JavaScript: an array. */
	DATAS,

	/** {@code ValueList} of {@code Dependency}, in JavaScript: an array. */
	DEPS,

	/** {@code ValueList} of {@link Double}, in JavaScript: an array. */
	NUMBERS,

	/** {@code ValueList} of {@link String}, in JavaScript: an array. */
	STRINGS,

	/** A {@link java.util.List} or {@link java.util.Set}, in JavaScript: an array. */
	COLLECTION,

	/** Anything else. */
	OTHER;

	Kind element() {
		return switch (this) {
			case DATAS -> DATA;
			case DEPS -> DEP;
			case NUMBERS -> DOUBLE;
			case STRINGS -> STRING;
			default -> OTHER;
		};
	}

	static Kind of(@Nullable Object value) {
		if (value == null) {
			return NULL;
		}
		if (value instanceof String) {
			return STRING;
		}
		if (value instanceof Boolean) {
			return BOOLEAN;
		}
		if (value instanceof Integer || value instanceof Short || value instanceof Byte || value instanceof Character) {
			return INT;
		}
		if (value instanceof Double) {
			return DOUBLE;
		}
		if (value instanceof Long) {
			return LONG;
		}
		if (value instanceof Float) {
			return FLOAT;
		}
		return (value instanceof Enum<?>) ? ENUM : OTHER;
	}

}

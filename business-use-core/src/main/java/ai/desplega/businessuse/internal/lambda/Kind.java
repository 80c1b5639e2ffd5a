package ai.desplega.businessuse.internal.lambda;

import org.jspecify.annotations.Nullable;

/**
 * What a part of an expression is. Byte code doesn't tell a boolean from an int, nor one
 * object from another, and JavaScript writes an int, a long and a double differently.
 */
enum Kind {

	/** In JavaScript: a boolean. */
	BOOLEAN,

	/** In JavaScript: a number that is a whole one of 32 bits. A char is one, too. */
	INT,

	/** In JavaScript: a BigInt. */
	LONG,

	/** In JavaScript: a number. */
	DOUBLE,

	/** Captured, and of no use until it is made a double. */
	FLOAT,

	/** In JavaScript: a string, or null. */
	TEXT,

	/** Captured, and of no use but for its name. */
	ENUM,

	/** The literal null, which fits everything that is an object in Java. */
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
	TEXTS,

	/** A {@link java.util.List} or {@link java.util.Set}, in JavaScript: an array. */
	COLLECTION,

	/** Something else, which only the walk knows how to use, or no one. */
	OTHER;

	/**
	 * The kind of each of several.
	 */
	Kind element() {
		return switch (this) {
			case DATAS -> DATA;
			case DEPS -> DEP;
			case NUMBERS -> DOUBLE;
			case TEXTS -> TEXT;
			default -> OTHER;
		};
	}

	/**
	 * The kind of a captured or constant value.
	 */
	static Kind of(@Nullable Object value) {
		if (value == null) {
			return NULL;
		}
		if (value instanceof String) {
			return TEXT;
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

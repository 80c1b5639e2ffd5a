package ai.desplega.businessuse.internal.lambda.script;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Type of a node. Byte code doesn't distinguish booleans from ints or between object
 * types, and ints, longs and doubles are written differently in JavaScript.
 */
public enum Kind {

	/** In JavaScript: a boolean. */
	BOOLEAN("a boolean", Boolean.class),

	/** In JavaScript: a whole number of 32 bits. Also a char. */
	INT("an int", Integer.class),

	/** In JavaScript: a BigInt. */
	LONG("a long", Long.class),

	/** In JavaScript: a number. */
	DOUBLE("a double", Double.class),

	/** Captured; can only be converted to a double. */
	FLOAT("a float", Float.class),

	/** In JavaScript: a string, or null. */
	STRING("a string", String.class),

	/** Captured or constant. */
	ENUM("an enum", Enum.class),

	/** The literal null, which is a value of every reference type. */
	NULL("null", Object.class),

	/** {@code EventData}, in JavaScript: an object. */
	DATA("an EventData", "EventData"),

	/** {@code Dependency}, in JavaScript: an object. */
	DEP("a Dependency", "Dependency"),

	/** {@code RuleContext}, in JavaScript: an object. */
	CTX("a RuleContext", "RuleContext"),

	/** {@code ValueList} of {@code EventData}, in JavaScript: an array. */
	DATAS(DATA),

	/** {@code ValueList} of {@code Dependency}, in JavaScript: an array. */
	DEPS(DEP),

	/** {@code ValueList} of {@link Double}, in JavaScript: an array. */
	NUMBERS(DOUBLE),

	/** {@code ValueList} of {@link String}, in JavaScript: an array. */
	STRINGS(STRING),

	/** A {@link java.util.List} or {@link java.util.Set}, in JavaScript: an array. */
	COLLECTION("a list or set", Collection.class),

	/** Anything else. */
	OTHER("an object", Object.class);

	private static final String RULES = "ai/desplega/businessuse/rule/";

	private static final Map<Class<?>, Kind> KINDS = Map.of(String.class, STRING, Boolean.class, BOOLEAN, Integer.class,
			INT, Short.class, INT, Byte.class, INT, Character.class, INT, Long.class, LONG, Double.class, DOUBLE,
			Float.class, FLOAT);

	private final String description;

	private final Set<String> types;

	private final @Nullable Kind element;

	Kind(String description, Class<?> type) {
		this(description, supertypes(type).collect(Collectors.toSet()), null);
	}

	Kind(String description, String type) {
		this(description, Set.of(RULES + type), null);
	}

	Kind(Kind element) {
		this("a ValueList", Set.of(RULES + "ValueList"), element);
	}

	Kind(String description, Set<String> types, @Nullable Kind element) {
		this.description = description;
		this.types = types;
		this.element = element;
	}

	private static Stream<String> supertypes(Class<?> type) {
		return Stream.concat(Stream.of(type.getName().replace('.', '/')),
				Stream.concat(Stream.of(type.getInterfaces()), Stream.ofNullable(type.getSuperclass()))
					.flatMap(Kind::supertypes));
	}

	public static Kind of(@Nullable Object value) {
		if (value == null) {
			return NULL;
		}
		return (value instanceof Enum<?>) ? ENUM : KINDS.getOrDefault(value.getClass(), OTHER);
	}

	/**
	 * Return the kind of the elements of a {@code ValueList}.
	 */
	public Kind element() {
		return (this.element != null) ? this.element : OTHER;
	}

	/**
	 * Return {@code true} if a cast to a type is known to succeed.
	 * @param type the type, in the form of byte code
	 */
	public boolean isA(String type) {
		return this == NULL || type.equals("java/lang/Object") || this.types.contains(type);
	}

	public boolean isNumber() {
		return this == INT || this == LONG || this == DOUBLE;
	}

	/**
	 * Return {@code true} if {@code equals} compares values, and values of different
	 * kinds are never equal.
	 */
	public boolean isComparable() {
		return isNumber() || this == STRING || this == BOOLEAN || this == ENUM;
	}

	/**
	 * Return the kind with an article, for messages.
	 */
	public String description() {
		return this.description;
	}

}

package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import ai.desplega.businessuse.internal.lambda.ScriptNode.CapturedValue;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Closure;
import ai.desplega.businessuse.internal.lambda.ScriptNode.ConstantCollection;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Elements;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Opaque;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Types of values, and the nodes of captured values.
 */
final class Values {

	private static final int MAX_ELEMENTS = 1000;

	private static final String RULES = "ai/desplega/businessuse/rule/";

	/**
	 * Classes whose {@code contains} compares by {@code equals}. A view may be one of a
	 * set that ignores case.
	 */
	private static final Set<Class<?>> COLLECTIONS = Set
		.copyOf(List.of(ArrayList.class, LinkedList.class, HashSet.class, LinkedHashSet.class, TreeSet.class,
				Arrays.asList().getClass(), List.of().getClass(), List.of(1).getClass(), Set.of().getClass(),
				Set.of(1).getClass(), Collections.emptyList().getClass(), Collections.emptySet().getClass(),
				Collections.singletonList(1).getClass(), Collections.singleton(1).getClass()));

	private Values() {
	}

	static ScriptNode coerce(ScriptNode node, Type type) {
		return switch (type.getSort()) {
			case Type.BOOLEAN -> Logic.asBoolean(node);
			case Type.CHAR, Type.BYTE, Type.SHORT, Type.INT -> Logic.asInt(node);
			default -> node;
		};
	}

	/**
	 * Return {@code true} if a cast of a value to a type is known to succeed.
	 * @param type the type, as byte code names it
	 */
	static boolean isA(ScriptNode node, String type) {
		if (node instanceof Closure closure) {
			return type.equals(closure.type()) || type.equals("java/io/Serializable");
		}
		return (node instanceof Elements) ? type.equals("[Ljava/lang/Object;") : isA(node.kind(), type);
	}

	static boolean isA(Kind kind, String type) {
		return type.equals("java/lang/Object") || switch (kind) {
			case NULL -> true;
			case STRING -> isA(String.class, type);
			case BOOLEAN -> isA(Boolean.class, type);
			case INT -> isA(Integer.class, type);
			case LONG -> isA(Long.class, type);
			case DOUBLE -> isA(Double.class, type);
			case FLOAT -> isA(Float.class, type);
			case ENUM -> isA(Enum.class, type);
			case DATA -> type.equals(RULES + "EventData");
			case DEP -> type.equals(RULES + "Dependency");
			case CTX -> type.equals(RULES + "RuleContext");
			case DATAS, DEPS, NUMBERS, STRINGS -> type.equals(RULES + "ValueList");
			case COLLECTION -> isA(Collection.class, type);
			case OTHER -> false;
		};
	}

	private static boolean isA(@Nullable Class<?> type, String expected) {
		return type != null && (Type.getInternalName(type).equals(expected) || isA(type.getSuperclass(), expected)
				|| Arrays.stream(type.getInterfaces()).anyMatch((each) -> isA(each, expected)));
	}

	static String describe(Kind kind) {
		return switch (kind) {
			case STRING -> "a string";
			case BOOLEAN -> "a boolean";
			case INT -> "an int";
			case LONG -> "a long";
			case DOUBLE -> "a double";
			case FLOAT -> "a float";
			case ENUM -> "an enum";
			case NULL -> "null";
			case DATA -> "an EventData";
			case DEP -> "a Dependency";
			case CTX -> "a RuleContext";
			case DATAS, DEPS, NUMBERS, STRINGS -> "a ValueList";
			case COLLECTION -> "a list or set";
			case OTHER -> "an object";
		};
	}

	/**
	 * Return the node of a captured value. It is the same for two values if one script is
	 * right for both.
	 */
	static ScriptNode captured(int index, @Nullable Object value, Type type) {
		if (value == null) {
			return Literal.NULL;
		}
		if (value instanceof Collection<?> collection) {
			return collection(index, collection);
		}
		Kind kind = Kind.of(value);
		boolean smallBox = kind == Kind.INT && !(value instanceof Integer) && type.getSort() == Type.OBJECT;
		return (kind == Kind.OTHER || smallBox) ? new Opaque(article(value.getClass().getName()))
				: new CapturedValue(kind, index);
	}

	private static ScriptNode collection(int index, Collection<?> collection) {
		String type = article(collection.getClass().getName());
		boolean plain = COLLECTIONS.contains(collection.getClass()) || collection instanceof EnumSet;
		if (!plain || collection instanceof SortedSet<?> set && !isNatural(set.comparator())) {
			return new Opaque(type + " (copy it with List.copyOf or Set.copyOf)");
		}
		if (collection.size() > MAX_ELEMENTS) {
			return new Opaque(type + " of more than " + MAX_ELEMENTS + " elements");
		}
		Kind common = null;
		for (Object element : collection) {
			Kind kind = Kind.of(element);
			boolean known = kind == Kind.STRING || kind == Kind.BOOLEAN || kind == Kind.ENUM || kind == Kind.LONG
					|| kind == Kind.DOUBLE || kind == Kind.NULL || element instanceof Integer;
			if (!known || common != null && kind != Kind.NULL && kind != common) {
				return new Opaque(type + " with " + article(element.getClass().getName()));
			}
			common = (kind != Kind.NULL) ? kind : common;
		}
		return new ConstantCollection(common, refusesNull(collection), new CapturedValue(Kind.COLLECTION, index));
	}

	private static String article(String type) {
		String name = Constructs.type(type);
		return ("AEIOU".indexOf(name.toUpperCase(Locale.ROOT).charAt(0)) >= 0 ? "an " : "a ") + name;
	}

	private static boolean isNatural(@Nullable Comparator<?> comparator) {
		return comparator == null || comparator.equals(Comparator.naturalOrder());
	}

	private static boolean refusesNull(Collection<?> collection) {
		try {
			collection.contains(null);
			return false;
		}
		catch (NullPointerException ex) {
			return true;
		}
	}

}

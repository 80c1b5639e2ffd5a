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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import ai.desplega.businessuse.internal.lambda.ScriptNode.CapturedValue;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Opaque;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Several;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Values that come into a method from outside.
 */
final class Values {

	private static final int MAX_ELEMENTS = 1000;

	/**
	 * The classes that are sure to contain what they list, and nothing else. A view could
	 * be one on a set that ignores case.
	 */
	private static final Set<Class<?>> COLLECTIONS = Set
		.copyOf(List.of(ArrayList.class, LinkedList.class, HashSet.class, LinkedHashSet.class, TreeSet.class,
				Arrays.asList().getClass(), List.of().getClass(), List.of(1).getClass(), Set.of().getClass(),
				Set.of(1).getClass(), Collections.emptyList().getClass(), Collections.emptySet().getClass(),
				Collections.singletonList(1).getClass(), Collections.singleton(1).getClass()));

	private Values() {
	}

	/**
	 * A value as what a method says that it is.
	 */
	static ScriptNode coerce(ScriptNode node, Type type) {
		return switch (type.getSort()) {
			case Type.BOOLEAN -> Logic.asBoolean(node);
			case Type.CHAR, Type.BYTE, Type.SHORT, Type.INT -> Logic.asInt(node);
			default -> node;
		};
	}

	/**
	 * The place of a captured value: two values have the same if one script is right for
	 * both.
	 */
	static ScriptNode captured(int index, @Nullable Object value, Type type) {
		if (value == null) {
			return Literal.NULL;
		}
		if (value instanceof Collection<?> collection) {
			return several(index, collection);
		}
		Kind kind = Kind.of(value);
		boolean smallBox = kind == Kind.INT && !(value instanceof Integer) && type.getSort() == Type.OBJECT;
		return (kind == Kind.OTHER || smallBox) ? new Opaque(value.getClass().getName())
				: new CapturedValue(kind, index);
	}

	private static ScriptNode several(int index, Collection<?> collection) {
		boolean plain = COLLECTIONS.contains(collection.getClass()) || collection instanceof EnumSet;
		if (!plain || collection instanceof SortedSet<?> set && !isNatural(set.comparator())) {
			return new Opaque(collection.getClass().getName() + " (copy it with List.copyOf or Set.copyOf)");
		}
		if (collection.size() > MAX_ELEMENTS) {
			return new Opaque("collection of more than " + MAX_ELEMENTS + " elements");
		}
		Kind common = null;
		for (Object element : collection) {
			Kind kind = Kind.of(element);
			boolean known = kind == Kind.TEXT || kind == Kind.BOOLEAN || kind == Kind.ENUM || kind == Kind.LONG
					|| kind == Kind.DOUBLE || kind == Kind.NULL || element instanceof Integer;
			if (!known || common != null && kind != Kind.NULL && kind != common) {
				return new Opaque(collection.getClass().getName() + " with a " + element.getClass().getName());
			}
			common = (kind != Kind.NULL) ? kind : common;
		}
		return new Several(common, refusesNull(collection), new CapturedValue(Kind.COLLECTION, index));
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

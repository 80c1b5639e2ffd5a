package ai.desplega.businessuse.internal.lambda;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
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

import ai.desplega.businessuse.internal.lambda.bytecode.Constructs;
import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.CapturedValue;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.ConstantCollection;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Opaque;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Creates the nodes of captured values. The nodes of two values are equal if the same
 * script is correct for both.
 */
final class CapturedValues {

	private static final int MAX_ELEMENTS = 1000;

	/**
	 * Classes whose {@code contains} compares by {@code equals}. A view is excluded,
	 * because it may be a view of a set that ignores case.
	 */
	private static final Set<Class<?>> COLLECTIONS = Set
		.copyOf(List.of(ArrayList.class, LinkedList.class, HashSet.class, LinkedHashSet.class, TreeSet.class,
				Arrays.asList().getClass(), List.of().getClass(), List.of(1).getClass(), Set.of().getClass(),
				Set.of(1).getClass(), Collections.emptyList().getClass(), Collections.emptySet().getClass(),
				Collections.singletonList(1).getClass(), Collections.singleton(1).getClass()));

	private CapturedValues() {
	}

	/**
	 * Return the nodes of the captured values, which precede the parameters. For an
	 * instance method, the object is the first captured value.
	 */
	static List<ScriptNode> nodes(SerializedLambda lambda, Object[] captured) {
		if (captured.length == 0) {
			return List.of();
		}
		Type[] types = Type.getArgumentTypes(lambda.getImplMethodSignature());
		int receivers = (lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic) ? 0 : 1;
		List<ScriptNode> nodes = new ArrayList<>(captured.length);
		for (int i = 0; i < captured.length; i++) {
			nodes.add((i < receivers) ? new Opaque("a " + captured[i].getClass().getSimpleName())
					: node(i, captured[i], types[i - receivers]));
		}
		return nodes;
	}

	private static ScriptNode node(int index, @Nullable Object value, Type type) {
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
			boolean known = (kind == Kind.INT) ? element instanceof Integer : kind.isComparable() || kind == Kind.NULL;
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

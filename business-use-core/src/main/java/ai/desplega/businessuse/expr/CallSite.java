package ai.desplega.businessuse.expr;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * A lambda in the source, and the scripts that it was translated to. The JVM has a class
 * for each, so what is known of it hangs on that class and goes with it; nothing here
 * keeps a class loader alive.
 */
final class CallSite {

	private static final ClassValue<CallSite> ALL = new ClassValue<>() {

		@Override
		protected CallSite computeValue(Class<?> type) {
			return new CallSite(type);
		}

	};

	private static final int MAX_TRANSLATIONS = 64;

	private final Class<?> type;

	private final @Nullable MethodHandle writeReplace;

	/**
	 * By what was captured: a lambda over a text that may be null has two scripts. The
	 * values themselves are not part of it.
	 */
	private final Map<List<Node>, Translation> translations = new ConcurrentHashMap<>();

	/**
	 * What a lambda that captures nothing, or can't be read, always results in.
	 */
	private volatile @Nullable Translation only;

	private CallSite(Class<?> type) {
		this.type = type;
		this.writeReplace = writeReplace(type);
		if (this.writeReplace == null) {
			this.only = Translation.unreadable(type);
		}
	}

	/**
	 * The script of a lambda.
	 * @throws IllegalArgumentException if it can't be said in a script
	 */
	static Expr expr(EventPredicate lambda) {
		return ALL.get(lambda.getClass()).translate(lambda);
	}

	private static @Nullable MethodHandle writeReplace(Class<?> type) {
		try {
			Method method = type.getDeclaredMethod("writeReplace");
			method.setAccessible(true);
			return MethodHandles.lookup()
				.unreflect(method)
				.asType(MethodType.methodType(Object.class, EventPredicate.class));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

	private Expr translate(EventPredicate lambda) {
		Translation known = this.only;
		if (known != null) {
			return known.expr();
		}
		SerializedLambda serialized = serialized(lambda);
		if (serialized == null) {
			return Translation.unreadable(this.type).expr();
		}
		Object[] captured = captured(serialized);
		List<Node> nodes = Translation.nodes(serialized, captured);
		Translation translation = this.translations.get(nodes);
		if (translation == null) {
			translation = Translation.of(serialized, nodes, this.type.getClassLoader());
			remember(nodes, translation);
		}
		return translation.expr(captured);
	}

	private void remember(List<Node> nodes, Translation translation) {
		if (nodes.isEmpty()) {
			this.only = translation;
			return;
		}
		if (this.translations.size() >= MAX_TRANSLATIONS) {
			this.translations.clear();
		}
		this.translations.put(nodes, translation);
	}

	private @Nullable SerializedLambda serialized(EventPredicate lambda) {
		try {
			MethodHandle handle = this.writeReplace;
			return (handle != null && (Object) handle.invokeExact(lambda) instanceof SerializedLambda serialized)
					? serialized : null;
		}
		catch (Throwable ex) {
			return null;
		}
	}

	private static Object[] captured(SerializedLambda serialized) {
		Object[] captured = new Object[serialized.getCapturedArgCount()];
		for (int i = 0; i < captured.length; i++) {
			captured[i] = serialized.getCapturedArg(i);
		}
		return captured;
	}

}

package ai.desplega.businessuse.internal.lambda;

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
	private final Map<List<ScriptNode>, Translation> translations = new ConcurrentHashMap<>();

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
	static String script(Object lambda) {
		return ALL.get(lambda.getClass()).translate(lambda);
	}

	private static @Nullable MethodHandle writeReplace(Class<?> type) {
		try {
			Method method = type.getDeclaredMethod("writeReplace");
			method.setAccessible(true);
			return MethodHandles.lookup().unreflect(method).asType(MethodType.methodType(Object.class, Object.class));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

	private String translate(Object lambda) {
		Translation known = this.only;
		if (known != null) {
			return known.script();
		}
		SerializedLambda serialized = serialized(lambda);
		if (serialized == null) {
			return Translation.unreadable(this.type).script();
		}
		Object[] captured = captured(serialized);
		List<ScriptNode> nodes = Translation.nodes(serialized, captured);
		Translation translation = this.translations.get(nodes);
		if (translation == null) {
			translation = Translation.of(serialized, nodes, this.type.getClassLoader());
			remember(nodes, translation);
		}
		return translation.script(captured);
	}

	private void remember(List<ScriptNode> nodes, Translation translation) {
		if (nodes.isEmpty()) {
			this.only = translation;
			return;
		}
		if (this.translations.size() >= MAX_TRANSLATIONS) {
			this.translations.clear();
		}
		this.translations.put(nodes, translation);
	}

	private @Nullable SerializedLambda serialized(Object lambda) {
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

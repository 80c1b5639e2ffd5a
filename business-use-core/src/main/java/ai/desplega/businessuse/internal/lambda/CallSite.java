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
 * Lambda expression in the source, with the scripts that it was translated to. The JVM
 * creates a class for each; the scripts are attached to that class and collected with it,
 * so no class loader is kept alive.
 */
final class CallSite {

	private static final ClassValue<CallSite> ALL = new ClassValue<>() {

		@Override
		protected CallSite computeValue(Class<?> type) {
			return new CallSite(type);
		}

	};

	private static final int MAX_TRANSLATIONS = 64;

	private static final Object[] NOTHING = {};

	private final Class<?> type;

	private final @Nullable MethodHandle writeReplace;

	/**
	 * Translations by the nodes of the captured values, which are the same for all values
	 * of one kind: a lambda that captures a string has one script for null and one for
	 * all others.
	 */
	private final Map<List<ScriptNode>, Translation> translations = new ConcurrentHashMap<>();

	/**
	 * Translation for all values, of a lambda that captures nothing or can't be read.
	 */
	private volatile @Nullable Translation only;

	private CallSite(Class<?> type) {
		this.type = type;
		this.writeReplace = writeReplace(type);
		if (this.writeReplace == null) {
			this.only = Translation.unreadable(type);
		}
	}

	static TranslatedRule translate(Object lambda) {
		return ALL.get(lambda.getClass()).rule(lambda);
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

	/**
	 * Every failure is kept, also an error such as out of memory: a second attempt would
	 * cost each event as much as the first.
	 */
	private TranslatedRule rule(Object lambda) {
		Translation known = this.only;
		if (known != null) {
			return known.rule(NOTHING);
		}
		try {
			SerializedLambda serialized = serialized(lambda);
			if (serialized != null) {
				return rule(serialized);
			}
			this.only = Translation.unreadable(this.type);
		}
		catch (LambdaException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			this.only = Translation.failed(this.type.getName(), ex);
		}
		return this.only.rule(NOTHING);
	}

	private TranslatedRule rule(SerializedLambda serialized) {
		Object[] captured = captured(serialized);
		List<ScriptNode> nodes = Translator.nodes(serialized, captured);
		Translation translation = this.translations.get(nodes);
		if (translation == null) {
			translation = Translator.translate(serialized, nodes, this.type);
			remember(nodes, translation);
		}
		return translation.rule(captured);
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

	private @Nullable SerializedLambda serialized(Object lambda) throws Throwable {
		MethodHandle handle = this.writeReplace;
		return (handle != null && (Object) handle.invokeExact(lambda) instanceof SerializedLambda serialized)
				? serialized : null;
	}

	private static Object[] captured(SerializedLambda serialized) {
		Object[] captured = new Object[serialized.getCapturedArgCount()];
		for (int i = 0; i < captured.length; i++) {
			captured[i] = serialized.getCapturedArg(i);
		}
		return captured;
	}

}

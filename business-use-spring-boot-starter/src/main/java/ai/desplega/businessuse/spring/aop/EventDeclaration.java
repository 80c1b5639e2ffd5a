package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import ai.desplega.businessuse.internal.Timeouts;
import ai.desplega.businessuse.spring.BusinessAssert;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * Attributes of one annotation on one method, with placeholders resolved. Absent
 * attributes are empty.
 *
 * @param source method that declares the annotation, possibly of an interface
 * @param assertion {@code true} for {@link BusinessAssert}
 */
record EventDeclaration(Method method, Method source, boolean assertion, String id, String flow, String runId,
		String data, List<String> depIds, String description, String timeout, String filter, String validator,
		String additionalMeta, String condition) {

	static EventDeclaration of(MergedAnnotation<?> annotation, Method method, String defaultFlow,
			UnaryOperator<String> placeholders) {
		String flow = annotation.getString("flow");
		boolean assertion = annotation.getType() == BusinessAssert.class;
		return new EventDeclaration(method, (annotation.getSource() instanceof Method source) ? source : method,
				assertion, placeholders.apply(annotation.getString("id")),
				placeholders.apply(flow.isBlank() ? defaultFlow : flow), annotation.getString("runId"),
				annotation.getString("data"),
				Arrays.stream(annotation.getStringArray("depIds")).map(placeholders).toList(),
				placeholders.apply(annotation.getString("description")),
				placeholders.apply(annotation.getString("timeout")), placeholders.apply(annotation.getString("filter")),
				assertion ? placeholders.apply(annotation.getString("validator")) : "",
				annotation.getString("additionalMeta"), annotation.getString("condition"));
	}

	String type() {
		return this.assertion ? "assertion" : "act";
	}

	/**
	 * Parse the timeout.
	 * @return the timeout, or {@code null} if there is none
	 * @throws IllegalArgumentException if it is not a duration, or out of range
	 */
	@Nullable Duration parsedTimeout() {
		if (this.timeout.isBlank()) {
			return null;
		}
		Duration parsed = DurationStyle.detectAndParse(this.timeout.strip(), ChronoUnit.SECONDS);
		String problem = Timeouts.problem(parsed);
		if (problem != null) {
			throw new IllegalArgumentException("it " + problem);
		}
		return parsed;
	}

	/**
	 * Return {@code true} if an id or a flow can't be used: it is blank, or has an
	 * unresolved placeholder.
	 */
	static boolean isMissing(String name) {
		return name.isBlank() || name.contains("${");
	}

	/**
	 * Describe the annotation and its method for log messages.
	 */
	String where() {
		String parameters = Arrays.stream(this.method.getParameterTypes())
			.map(Class::getSimpleName)
			.reduce((left, right) -> left + ", " + right)
			.orElse("");
		return "%s on %s.%s(%s)".formatted(this.assertion ? "@BusinessAssert" : "@BusinessAct",
				this.method.getDeclaringClass().getName(), this.method.getName(), parameters);
	}

}

package ai.desplega.businessuse.spring.aop;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.SpelEvaluationException;

/**
 * One expression of an annotation, parsed. That it fails is said once, with its place.
 */
final class EventExpression {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private final Expression expression;

	private final String attribute;

	private final String where;

	private final AtomicBoolean reported = new AtomicBoolean();

	EventExpression(Expression expression, String attribute, String where) {
		this.expression = expression;
		this.attribute = attribute;
		this.where = where;
	}

	/**
	 * Evaluate the expression. It runs code of the application, which may throw anything.
	 * @return the value, {@code null} too if that failed
	 */
	@Nullable Object evaluate(EvaluationContext context) {
		try {
			return this.expression.getValue(context);
		}
		catch (Throwable ex) {
			report(ex);
			return null;
		}
	}

	/**
	 * Evaluate the expression, and take the value as text.
	 */
	@Nullable String evaluateText(EvaluationContext context) {
		Object value = evaluate(context);
		try {
			return (value != null) ? value.toString() : null;
		}
		catch (Throwable ex) {
			report(ex);
			return null;
		}
	}

	/**
	 * Say once that a value is not what the attribute needs.
	 */
	void reportType(String needed, Object value) {
		report(new IllegalArgumentException(
				"the result must be " + needed + ", but is a " + value.getClass().getName()));
	}

	private void report(Throwable failure) {
		if (this.reported.compareAndSet(false, true)) {
			int position = (failure instanceof SpelEvaluationException spel) ? spel.getPosition() : 0;
			logger.warn("{}: {} \"{}\" failed at position {}, for one call at least (said once): {}", this.where,
					this.attribute, this.expression.getExpressionString(), position, describe(failure));
		}
	}

	private static String describe(Throwable failure) {
		try {
			return failure.toString();
		}
		catch (Throwable hostile) {
			return failure.getClass().getName();
		}
	}

}

package ai.desplega.businessuse.spring.aop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.expression.AccessException;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.ExpressionException;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.SpelNodeImpl;
import org.springframework.expression.spel.standard.SpelExpression;

/**
 * Parsed SpEL expression of an annotation. Its first failure is logged, with its place.
 */
final class EventExpression {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private final SpelExpression expression;

	private final @Nullable PropertyPath path;

	private final String[] iterated;

	private final String attribute;

	private final String where;

	private final AtomicBoolean reported = new AtomicBoolean();

	EventExpression(SpelExpression expression, String attribute, String where) {
		this.expression = expression;
		this.path = PropertyPath.of(expression.getAST());
		this.iterated = ReadOnce.iterated(expression.getAST());
		this.attribute = attribute;
		this.where = where;
	}

	/**
	 * The parts of this expression, if it writes a map down.
	 * @return the value of each key, or {@code null} if it is something else
	 */
	@Nullable Map<String, EventExpression> entries() {
		if (!(this.expression.getAST() instanceof InlineMap map)) {
			return null;
		}
		Map<String, EventExpression> entries = new LinkedHashMap<>();
		for (int i = 0; i < map.getChildCount(); i += 2) {
			String key = key(map.getChild(i));
			if (key == null) {
				return null;
			}
			SpelExpression value = new SpelExpression(this.expression.getExpressionString(),
					(SpelNodeImpl) map.getChild(i + 1), new SpelParserConfiguration());
			entries.put(key, new EventExpression(value, this.attribute, this.where));
		}
		return entries;
	}

	private static @Nullable String key(SpelNode node) {
		if (node instanceof PropertyOrFieldReference reference) {
			return reference.getName();
		}
		return (node instanceof Literal literal) ? String.valueOf(literal.getLiteralValue().getValue()) : null;
	}

	/**
	 * Evaluate the expression. It runs code of the application, which may throw anything.
	 * @return the value, {@code null} too if that failed
	 */
	@Nullable Object evaluate(EvaluationContext context) {
		try {
			return value(context);
		}
		catch (Throwable ex) {
			report(ex);
			return null;
		}
	}

	/**
	 * Evaluate an expression that the event can't do without.
	 * @throws EventFailure if that fails, for whatever reason
	 */
	@Nullable Object require(EvaluationContext context) {
		try {
			return value(context);
		}
		catch (Throwable ex) {
			throw failure(ex);
		}
	}

	private @Nullable Object value(EvaluationContext context) throws AccessException {
		ReadOnce.checkIterated(this.iterated, context);
		Object value = (this.path != null) ? this.path.read(context) : PropertyPath.UNREAD;
		return (value != PropertyPath.UNREAD) ? value : this.expression.getValue(context);
	}

	/**
	 * Log once that a value is not what the attribute needs.
	 */
	void reportType(String needed, Object value) {
		report(typeFailure(needed, value));
	}

	static RuntimeException typeFailure(String needed, Object value) {
		return new IllegalArgumentException(
				"the result must be " + needed + ", but is a " + value.getClass().getName());
	}

	EventFailure failure(Throwable cause) {
		return new EventFailure(message(cause), cause);
	}

	private void report(Throwable failure) {
		if (this.reported.compareAndSet(false, true)) {
			logger.warn("{}; further failures of this expression are not logged", message(failure));
		}
	}

	private String message(Throwable failure) {
		int position = (failure instanceof SpelEvaluationException spel) ? spel.getPosition() : 0;
		return "%s: %s \"%s\" failed at position %d: %s".formatted(this.where, this.attribute,
				this.expression.getExpressionString(), position, describe(failure));
	}

	private static String describe(Throwable failure) {
		try {
			String message = (failure instanceof ExpressionException expression) ? expression.getSimpleMessage()
					: failure.toString();
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
			return (cause != failure) ? message + " (" + cause + ")" : message;
		}
		catch (Throwable hostile) {
			return failure.getClass().getName();
		}
	}

}

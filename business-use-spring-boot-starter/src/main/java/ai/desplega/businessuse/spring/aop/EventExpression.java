package ai.desplega.businessuse.spring.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import ai.desplega.businessuse.internal.LogSanitizer;
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
 * Parsed SpEL expression of an annotation. Its first failure is logged, with its
 * position.
 */
final class EventExpression {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private static final int MAX_MESSAGE = 300;

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
	 * Return the entries of this expression if it is an inline map.
	 * @return the entries, or {@code null} if the expression is not an inline map
	 */
	@Nullable List<Entry> entries() {
		if (!(this.expression.getAST() instanceof InlineMap map)) {
			return null;
		}
		List<Entry> entries = new ArrayList<>();
		for (int i = 0; i < map.getChildCount(); i += 2) {
			SpelNode key = map.getChild(i);
			String name = name(key);
			entries.add(new Entry(name, (name != null) ? null : part(key), part(map.getChild(i + 1))));
		}
		return entries;
	}

	private EventExpression part(SpelNode node) {
		return new EventExpression(new SpelExpression(this.expression.getExpressionString(), (SpelNodeImpl) node,
				new SpelParserConfiguration()), this.attribute, this.where);
	}

	private static @Nullable String name(SpelNode key) {
		if (key instanceof PropertyOrFieldReference reference) {
			return reference.getName();
		}
		return (key instanceof Literal literal) ? String.valueOf(literal.getLiteralValue().getValue()) : null;
	}

	/**
	 * Evaluate the expression. It calls code of the application, which may throw any
	 * exception.
	 * @return the value, or {@code null} if the evaluation failed
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
	 * Evaluate an expression that the event requires.
	 * @throws EventFailure if the evaluation fails for any reason
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
	 * Log the first value whose type the attribute doesn't accept.
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

	/**
	 * Describe a failure for a log message. The description is sanitized, because it may
	 * contain data of the call.
	 */
	private static String describe(Throwable failure) {
		try {
			String message = (failure instanceof ExpressionException expression) ? expression.getSimpleMessage()
					: failure.toString();
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
			return LogSanitizer.of((cause != failure) ? message + " (" + cause + ")" : message, MAX_MESSAGE);
		}
		catch (Throwable hostile) {
			return failure.getClass().getName();
		}
	}

	/**
	 * Entry of an inline map.
	 *
	 * @param name the constant key, or {@code null} if the key is an expression
	 */
	record Entry(@Nullable String name, @Nullable EventExpression key, EventExpression value) {

		/**
		 * Return the key for a call.
		 * @return the key, or {@code null} if it can't be evaluated
		 */
		@Nullable String name(EvaluationContext context) {
			Object evaluated = (this.key != null) ? this.key.evaluate(context) : this.name;
			return (evaluated != null) ? evaluated.toString() : null;
		}

	}

}

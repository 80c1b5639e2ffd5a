package ai.desplega.businessuse.spring.aop;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;

/**
 * Describes the events of one annotation: constant attributes, and the expressions to
 * evaluate for each call.
 *
 * @param validator resolved for each event, since a bean may not exist yet
 * @param problem reason why no event of this annotation is valid, or {@code null}
 */
record EventTemplate(String id, String flow, String[] depIds, @Nullable String description, @Nullable Duration timeout,
		Supplier<@Nullable Expr> filter, Supplier<@Nullable Expr> validator, @Nullable EventExpression runId,
		DataTemplate data, @Nullable EventExpression additionalMeta, @Nullable EventExpression condition,
		@Nullable String problem) {

	boolean applies(EvaluationContext context) {
		if (this.condition == null) {
			return true;
		}
		Object applies = this.condition.evaluate(context);
		if (applies != null && !(applies instanceof Boolean)) {
			this.condition.reportType("true or false", applies);
		}
		return Boolean.TRUE.equals(applies);
	}

	/**
	 * Describe an event.
	 * @throws IllegalArgumentException if the event would be invalid; the client counts
	 * and logs it
	 */
	void describe(BusinessEvent.Builder event, EvaluationContext context) {
		event.id(this.id).flow(this.flow);
		if (this.problem != null) {
			throw new IllegalArgumentException(this.problem);
		}
		event.depIds(this.depIds)
			.description(this.description)
			.filter(this.filter.get())
			.validator(this.validator.get());
		if (this.runId != null) {
			event.runId(this.runId.evaluateText(context));
		}
		if (this.timeout != null) {
			event.timeout(this.timeout);
		}
		this.data.describe(event, context);
		if (this.additionalMeta != null) {
			additionalMeta(event, this.additionalMeta, context);
		}
	}

	@SuppressWarnings("unchecked")
	private static void additionalMeta(BusinessEvent.Builder event, EventExpression expression,
			EvaluationContext context) {
		Object meta = expression.evaluate(context);
		if (meta instanceof Map<?, ?> map) {
			event.additionalMeta((Map<String, ?>) map);
		}
		else if (meta != null) {
			expression.reportType("a map", meta);
		}
	}

}

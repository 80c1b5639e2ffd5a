package ai.desplega.businessuse.spring.aop;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;

/**
 * Describes the events of one annotation, with constant attributes and with expressions
 * that are evaluated for each call.
 *
 * @param validator resolved for each event, because a bean may not exist yet
 * @param problem reason why no event of this annotation is valid, or {@code null}
 */
record EventTemplate(String id, String flow, String[] depIds, @Nullable String description, @Nullable Duration timeout,
		Supplier<@Nullable Expr> filter, Supplier<@Nullable Expr> validator, @Nullable EventExpression runId,
		DataTemplate data, @Nullable EventExpression additionalMeta, @Nullable EventExpression condition,
		@Nullable String problem) {

	/**
	 * Return the event of one call.
	 * @return the description of the event, or {@code null} if the condition is
	 * {@code false}
	 */
	@Nullable Consumer<BusinessEvent.Builder> event(EvaluationContext context) {
		try {
			return isMet(this.condition, context) ? (event) -> describe(event, context) : null;
		}
		catch (EventFailure ex) {
			return failed(ex);
		}
	}

	/**
	 * Return the description of an event that the client will count as invalid and log.
	 */
	Consumer<BusinessEvent.Builder> failed(RuntimeException failure) {
		return (event) -> {
			event.id(this.id).flow(this.flow);
			throw failure;
		};
	}

	private static boolean isMet(@Nullable EventExpression condition, EvaluationContext context) {
		if (condition == null) {
			return true;
		}
		Object met = condition.require(context);
		if (met != null && !(met instanceof Boolean)) {
			throw condition.failure(EventExpression.typeFailure("true or false", met));
		}
		return Boolean.TRUE.equals(met);
	}

	/**
	 * Describe an event.
	 * @throws IllegalArgumentException if the event would be invalid; the client counts
	 * and logs it
	 */
	private void describe(BusinessEvent.Builder event, EvaluationContext context) {
		event.id(this.id).flow(this.flow);
		if (this.problem != null) {
			throw new IllegalArgumentException(this.problem);
		}
		event.depIds(this.depIds)
			.description(this.description)
			.filter(this.filter.get())
			.validator(this.validator.get());
		if (this.runId != null) {
			event.runId(this.runId.require(context));
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

package ai.desplega.businessuse.spring.aop;

import java.time.Duration;
import java.util.Map;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.NodeCondition;
import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;

/**
 * Describes the events of one annotation. Everything that is the same for all calls is
 * done; what is left is to evaluate the expressions.
 *
 * @param runId the expression that all others depend on
 */
record EventTemplate(String id, String flow, String[] depIds, @Nullable String description, NodeCondition[] conditions,
		@Nullable Expr filter, @Nullable Expr validator, EventExpression runId, DataTemplate data,
		@Nullable EventExpression additionalMeta, @Nullable EventExpression condition) {

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

	void describe(BusinessEvent.Builder event, EvaluationContext context) {
		event.id(this.id)
			.flow(this.flow)
			.depIds(this.depIds)
			.description(this.description)
			.conditions(this.conditions)
			.filter(this.filter)
			.validator(this.validator)
			.runId(this.runId.evaluateText(context));
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

	static NodeCondition[] conditions(long timeoutMs) {
		return (timeoutMs > 0) ? new NodeCondition[] { new NodeCondition(Duration.ofMillis(timeoutMs)) }
				: new NodeCondition[0];
	}

}

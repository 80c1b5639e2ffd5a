package ai.desplega.businessuse.spring.aop;

import java.util.List;
import java.util.Optional;

import ai.desplega.businessuse.BusinessEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;

/**
 * Describes the data of events. The entries of an inline map, such as {@code {amount:
 * #p0}}, are evaluated separately: if a value fails, the entry is {@code null}; if a key
 * fails, the entry is omitted.
 */
@FunctionalInterface
interface DataTemplate {

	void describe(BusinessEvent.Builder event, EvaluationContext context);

	static DataTemplate of(@Nullable EventExpression expression) {
		if (expression == null) {
			return (event, context) -> {
			};
		}
		List<EventExpression.Entry> entries = expression.entries();
		return (entries == null) ? whole(expression) : fields(entries);
	}

	/**
	 * Use empty data if the value of the expression is {@code null}: a missing event
	 * would be a false alarm, because the step happened.
	 */
	private static DataTemplate whole(EventExpression expression) {
		return (event, context) -> {
			Object data = expression.evaluate(context);
			Object present = (data instanceof Optional<?> optional) ? optional.orElse(null) : data;
			if (present != null) {
				event.data(present);
			}
		};
	}

	private static DataTemplate fields(List<EventExpression.Entry> entries) {
		return (event, context) -> {
			for (EventExpression.Entry entry : entries) {
				String name = entry.name(context);
				if (name != null) {
					event.data(name, entry.value().evaluate(context));
				}
			}
		};
	}

}

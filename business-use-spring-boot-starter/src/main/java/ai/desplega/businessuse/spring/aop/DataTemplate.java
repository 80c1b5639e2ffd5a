package ai.desplega.businessuse.spring.aop;

import java.util.Map;
import java.util.Optional;

import ai.desplega.businessuse.BusinessEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;

/**
 * The data of events. Of a map that is written down, such as {@code {amount: #p0}}, each
 * entry stands for itself: one that fails becomes null and leaves the others.
 */
@FunctionalInterface
interface DataTemplate {

	void describe(BusinessEvent.Builder event, EvaluationContext context);

	static DataTemplate of(@Nullable EventExpression expression) {
		if (expression == null) {
			return (event, context) -> {
			};
		}
		Map<String, EventExpression> entries = expression.entries();
		return (entries == null) ? whole(expression) : fields(entries);
	}

	/**
	 * Leave the data empty if there is none: the step happened, and a missing event would
	 * be a false alarm.
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

	private static DataTemplate fields(Map<String, EventExpression> entries) {
		String[] names = entries.keySet().toArray(String[]::new);
		EventExpression[] values = entries.values().toArray(EventExpression[]::new);
		return (event, context) -> {
			for (int i = 0; i < names.length; i++) {
				event.data(names[i], values[i].evaluate(context));
			}
		};
	}

}

package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;

/**
 * The events of one method, ready to be recorded. Immutable.
 *
 * @param parameters the index of each argument, by all its names
 * @param shared what expressions see of all calls
 * @param reactive whether the method returns what completes later, in the terms of some
 * reactive library
 */
record MethodEvents(Method method, List<EventTemplate> templates, Map<String, Integer> parameters,
		EvaluationContext shared, boolean reactive) {

	/**
	 * Record a call that has succeeded. Expressions are evaluated within the client,
	 * which lets nothing out that they throw.
	 * @param result what it returned, or what its result completed with
	 */
	void record(BusinessUseClient client, CallRoot call, @Nullable Object result, EventSink sink) {
		CallContext context = new CallContext(this.shared, this.parameters, call, result);
		for (EventTemplate template : this.templates) {
			if (template.applies(context)) {
				sink.take(client, (event) -> template.describe(event, context));
			}
		}
	}

}

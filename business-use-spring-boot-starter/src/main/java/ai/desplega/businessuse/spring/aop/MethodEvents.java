package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.internal.transaction.EventSink;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * Events of one method, ready to be recorded. Immutable.
 *
 * @param parameters parameters that expressions can read
 * @param shared delegates of the evaluation contexts of all calls
 * @param reactive observes reactive results; {@code null} if the method has none
 */
record MethodEvents(Method method, List<EventTemplate> templates, CallContext.Parameters parameters,
		StandardEvaluationContext shared, @Nullable ReactorResults reactive) {

	/**
	 * Record a call that has succeeded. Expressions are evaluated within the client,
	 * which counts and logs an event whose expressions fail.
	 * @param result the return value, or the value of the completed asynchronous result
	 */
	void record(BusinessUseClient client, CallRoot call, @Nullable Object result, EventSink sink) {
		CallContext context = new CallContext(this.shared, this.parameters, call, result);
		for (EventTemplate template : this.templates) {
			Consumer<BusinessEvent.Builder> event = template.event(context);
			if (event != null) {
				sink.take(client, event);
			}
		}
	}

	/**
	 * Let the client count and log the events of a call that can't be recorded.
	 */
	void drop(BusinessUseClient client, RuntimeException failure) {
		for (EventTemplate template : this.templates) {
			client.ensure(template.failed(failure));
		}
	}

}

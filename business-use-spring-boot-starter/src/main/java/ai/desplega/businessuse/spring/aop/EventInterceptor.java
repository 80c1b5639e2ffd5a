package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import ai.desplega.businessuse.BusinessUseClient;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ClassUtils;

/**
 * Calls an annotated method, and records it when it has succeeded. The call and what is
 * recorded of it don't share a {@code try}: the method's result or exception is what the
 * caller gets, whatever happens here.
 */
final class EventInterceptor implements MethodInterceptor {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			EventInterceptor.class.getClassLoader());

	private final Map<MethodClassKey, MethodEvents> events = new ConcurrentHashMap<>();

	private final Set<Method> reported = ConcurrentHashMap.newKeySet();

	private final AnnotatedMethods methods;

	private final MethodEventsFactory factory;

	private final ObjectProvider<BusinessUseClient> clients;

	private volatile @Nullable BusinessUseClient client;

	EventInterceptor(AnnotatedMethods methods, MethodEventsFactory factory, ObjectProvider<BusinessUseClient> clients) {
		this.methods = methods;
		this.factory = factory;
		this.clients = clients;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object result = invocation.proceed();
		try {
			return observe(invocation, result);
		}
		catch (Throwable ex) {
			report(invocation.getMethod(), ex);
			return result;
		}
	}

	private @Nullable Object observe(MethodInvocation invocation, @Nullable Object result) {
		BusinessUseClient client = client();
		if (client == BusinessUseClient.noop()) {
			return result;
		}
		Method method = invocation.getMethod();
		MethodEvents events = events(method, targetClass(invocation));
		CallRoot call = new CallRoot(method, invocation.getThis(), invocation.getArguments());
		if (result instanceof CompletionStage<?> stage) {
			EventSink sink = EventSinks.later();
			stage.whenComplete((value, failure) -> {
				if (failure == null) {
					record(events, client, call, value, sink);
				}
			});
			return result;
		}
		if (REACTOR && result != null && (events.reactive() || ReactorResults.isPublisher(result))) {
			return ReactorResults.observe(result, method, (value, sink) -> record(events, client, call, value, sink));
		}
		events.record(client, call, result, EventSinks.now());
		return result;
	}

	private void record(MethodEvents events, BusinessUseClient client, CallRoot call, @Nullable Object value,
			EventSink sink) {
		try {
			events.record(client, call, value, sink);
		}
		catch (Throwable ex) {
			report(events.method(), ex);
		}
	}

	/**
	 * Looked up for the first call, so that the client is not made early. Two threads may
	 * both do so.
	 */
	private BusinessUseClient client() {
		BusinessUseClient known = this.client;
		if (known == null) {
			known = this.clients.getIfUnique();
			if (known == null) {
				logger.warn("No annotated method is recorded, for there is not one bean of type BusinessUseClient:"
						+ " if there are several, make one @Primary");
				known = BusinessUseClient.noop();
			}
			this.client = known;
		}
		return known;
	}

	/**
	 * An HTTP service has no target, and all its interfaces are those of its proxy.
	 */
	private static Class<?> targetClass(MethodInvocation invocation) {
		Object target = invocation.getThis();
		if (target == null && invocation instanceof ProxyMethodInvocation proxied) {
			target = proxied.getProxy();
		}
		return (target != null) ? target.getClass() : invocation.getMethod().getDeclaringClass();
	}

	private MethodEvents events(Method method, Class<?> targetClass) {
		MethodClassKey key = new MethodClassKey(method, targetClass);
		MethodEvents known = this.events.get(key);
		if (known == null) {
			known = this.factory.create(method, this.methods.find(method, targetClass));
			this.events.put(key, known);
		}
		return known;
	}

	private void report(Method method, Throwable failure) {
		if (this.reported.add(method)) {
			logger.warn("Recording {} failed (said once)", method, failure);
		}
	}

}

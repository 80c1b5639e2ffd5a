package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.internal.transaction.EventSink;
import ai.desplega.businessuse.spring.internal.transaction.EventSinks;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.core.MethodClassKey;
import org.springframework.core.ReactiveAdapter;
import org.springframework.util.ClassUtils;

/**
 * Calls an annotated method and records it when it has succeeded. The call and the
 * recording are in separate {@code try} statements, so that the caller always receives
 * the result or the exception of the method. If there are several proxies, the innermost
 * one records the event.
 */
final class EventInterceptor implements MethodInterceptor {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			EventInterceptor.class.getClassLoader());

	private final Map<MethodClassKey, MethodEvents> events = new ConcurrentHashMap<>();

	private final Set<Method> reported = ConcurrentHashMap.newKeySet();

	private final AnnotatedMethods methods;

	private final MethodEventsFactory factory;

	private final ClientLookup clients;

	private final NestedProxies proxies;

	EventInterceptor(AnnotatedMethods methods, MethodEventsFactory factory, ClientLookup clients,
			NestedProxies proxies) {
		this.methods = methods;
		this.factory = factory;
		this.clients = clients;
		this.proxies = proxies;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		if (this.proxies.isNested()) {
			this.proxies.reached(declarations(invocation), ClassUtils.getUserClass(targetClass(invocation)));
		}
		if (!NestedProxies.isProxy(invocation.getThis())) {
			return observed(invocation, invocation.proceed());
		}
		NestedProxies.Call call = this.proxies.enter(declarations(invocation));
		boolean recordedByInnerProxy;
		Object result;
		try {
			result = invocation.proceed();
		}
		finally {
			recordedByInnerProxy = this.proxies.leave(call);
		}
		return recordedByInnerProxy ? result : observed(invocation, result);
	}

	private List<EventDeclaration> declarations(MethodInvocation invocation) {
		try {
			return this.methods.find(invocation.getMethod(), targetClass(invocation));
		}
		catch (RuntimeException | LinkageError ex) {
			return List.of();
		}
	}

	private @Nullable Object observed(MethodInvocation invocation, @Nullable Object result) {
		try {
			return observe(invocation, result);
		}
		catch (Throwable ex) {
			drop(invocation.getMethod(), ex);
			return result;
		}
	}

	private @Nullable Object observe(MethodInvocation invocation, @Nullable Object result) {
		BusinessUseClient client = this.clients.get();
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
		if (events.reactive() != null && result != null) {
			return observeReactive(events, events.reactive(), client, call, result);
		}
		events.record(client, call, result, EventSinks.now());
		return result;
	}

	private Object observeReactive(MethodEvents events, ReactorResults reactive, BusinessUseClient client,
			CallRoot call, Object result) {
		ReactiveAdapter adapter;
		try {
			adapter = reactive.adapter(result);
		}
		catch (IllegalStateException ex) {
			events.drop(client, ex);
			return result;
		}
		if (adapter != null) {
			return ReactorResults.observe(adapter, result, (value, sink) -> record(events, client, call, value, sink));
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
			drop(events.method(), ex);
		}
	}

	/**
	 * Return the class of the target, or of the proxy if there is no target, as for the
	 * proxy of an HTTP service client.
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

	/**
	 * Let the client count and log an event that is lost because of an error in this
	 * library. Without a client, log the error.
	 */
	private void drop(Method method, Throwable failure) {
		try {
			this.clients.get().ensure((event) -> {
				throw new EventFailure("recording " + method + " failed: " + failure, failure);
			});
		}
		catch (Throwable ex) {
			if (this.reported.add(method)) {
				logger.warn("Recording {} failed; further failures of this method are not logged", method, failure);
			}
		}
	}

}

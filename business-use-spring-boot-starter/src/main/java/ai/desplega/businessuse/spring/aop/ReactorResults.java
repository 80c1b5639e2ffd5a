package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import ai.desplega.businessuse.spring.internal.transaction.EventSink;
import ai.desplega.businessuse.spring.internal.transaction.EventSinks;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;

/**
 * Observes the reactive results of one method, for all types of the
 * {@link ReactiveAdapterRegistry}. The caller receives a result of the same type, which
 * records an event for each subscription that completes. Thread-safe; requires Reactor.
 */
final class ReactorResults {

	private final Map<Class<?>, Optional<ReactiveAdapter>> adapters = new ConcurrentHashMap<>();

	private final Class<?> declaredType;

	private ReactorResults(Class<?> declaredType) {
		this.declaredType = declaredType;
	}

	/**
	 * Create an observer for the results of a method.
	 * @param declaredType the return type of the method
	 * @return the observer, or {@code null} if no value of that type is reactive
	 */
	static @Nullable ReactorResults of(Class<?> declaredType) {
		boolean exact = declaredType.isPrimitive() || Modifier.isFinal(declaredType.getModifiers());
		return (exact && registered(declaredType) == null) ? null : new ReactorResults(declaredType);
	}

	/**
	 * Return the adapter of a result.
	 * @return the adapter, or {@code null} if the result is not reactive
	 * @throws IllegalStateException if the result can't be observed without changing its
	 * type
	 */
	@Nullable ReactiveAdapter adapter(Object result) {
		Class<?> type = result.getClass();
		Optional<ReactiveAdapter> known = this.adapters.get(type);
		if (known == null) {
			known = Optional.ofNullable(find(type));
			this.adapters.put(type, known);
		}
		return known.orElse(null);
	}

	/**
	 * Find the adapter of the most specific type. The registry returns the first match,
	 * which would convert a {@code Flowable} to a {@code Flux}, because both are a
	 * {@code Publisher}.
	 */
	private @Nullable ReactiveAdapter find(Class<?> type) {
		ReactiveAdapter found = null;
		List<Class<?>> candidates = new ArrayList<>(ClassUtils.getAllInterfacesForClassAsSet(type));
		for (Class<?> parent = type; parent != null; parent = parent.getSuperclass()) {
			candidates.add(parent);
		}
		for (Class<?> candidate : candidates) {
			ReactiveAdapter adapter = registered(candidate);
			if (adapter != null && this.declaredType.isAssignableFrom(candidate)
					&& (found == null || found.getReactiveType().isAssignableFrom(candidate))) {
				found = adapter;
			}
		}
		if (found == null && ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null) {
			throw new IllegalStateException("a " + this.declaredType.getName()
					+ " can't be observed without changing its type: declare a more general return type");
		}
		return found;
	}

	private static @Nullable ReactiveAdapter registered(Class<?> type) {
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
		return (adapter != null && adapter.getReactiveType() == type) ? adapter : null;
	}

	/**
	 * Return an equivalent result that reports each completion.
	 */
	static Object observe(ReactiveAdapter adapter, Object result, BiConsumer<@Nullable Object, EventSink> completed) {
		Publisher<?> publisher = adapter.toPublisher(result);
		return adapter.fromPublisher(adapter.isMultiValue() ? observeFlux(Flux.from(publisher), completed)
				: observeMono(Mono.from(publisher), completed));
	}

	private static <T> Mono<T> observeMono(Mono<T> mono, BiConsumer<@Nullable Object, EventSink> completed) {
		return Mono.deferContextual((context) -> {
			EventSink sink = sink(context);
			return mono.doOnSuccess((value) -> completed.accept(value, sink));
		});
	}

	private static <T> Flux<T> observeFlux(Flux<T> flux, BiConsumer<@Nullable Object, EventSink> completed) {
		return Flux.deferContextual((context) -> {
			EventSink sink = sink(context);
			return flux.doOnComplete(() -> completed.accept(null, sink));
		});
	}

	private static EventSink sink(ContextView context) {
		try {
			return EventSinks.later(context);
		}
		catch (Throwable ex) {
			return EventSink.DIRECT;
		}
	}

}

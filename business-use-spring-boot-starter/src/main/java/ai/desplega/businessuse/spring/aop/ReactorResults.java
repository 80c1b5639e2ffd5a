package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Observes reactive results. What the caller gets does as the original, and has an event
 * recorded by each subscription that completes. Only to be touched where Reactor is
 * there.
 */
final class ReactorResults {

	private ReactorResults() {
	}

	/**
	 * Whether values of a type can be observed, such as those of other reactive
	 * libraries.
	 */
	static boolean isReactive(Class<?> type) {
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
	}

	static boolean isPublisher(Object result) {
		return result instanceof Publisher;
	}

	static Object observe(Object result, Method method, BiConsumer<@Nullable Object, EventSink> completed) {
		Object observed = observe(result, completed);
		if (!method.getReturnType().isInstance(observed)) {
			throw new IllegalStateException(
					"A " + result.getClass().getName() + " can't be observed without changing its type");
		}
		return observed;
	}

	private static Object observe(Object result, BiConsumer<@Nullable Object, EventSink> completed) {
		if (result instanceof Mono<?> mono) {
			return observeMono(mono, completed);
		}
		if (result instanceof Flux<?> flux) {
			return observeFlux(flux, completed);
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, result);
		if (adapter == null) {
			return result;
		}
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

package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.flowables.ConnectableFlowable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests results of all types in Spring's registry of reactive types.
 */
class ReactiveTypesTests {

	private final ApplicationContextRunner contextRunner = Recorded.runner(Steps.class);

	static final List<Case> CASES = Stream.of(new Case("mono", Mono.class, Mono.just("paid")),
			new Case("flux", Flux.class, Flux.just("paid")),
			new Case("flowable", Flowable.class, Flowable.just("paid")),
			new Case("observable", Observable.class, Observable.just("paid")),
			new Case("single", Single.class, Single.just("paid")), new Case("maybe", Maybe.class, Maybe.just("paid")),
			new Case("completable", Completable.class, Completable.complete()),
			new Case("publisher", Publisher.class, (Publisher<String>) Flux.just("paid")::subscribe),
			new Case("flowPublisher", Flow.Publisher.class, JdkFlowAdapter.publisherToFlowPublisher(Flux.just("paid"))))
		.toList();

	@ParameterizedTest
	@FieldSource("CASES")
	void isRecordedWhenItCompletesByItsDeclaredType(Case tried) {
		assertRecordedOnCompletion(tried, tried.id());
	}

	@ParameterizedTest
	@FieldSource("CASES")
	void keepsItsTypeWhenItIsDeclaredAsObject(Case tried) {
		assertRecordedOnCompletion(tried, "object");
	}

	@ParameterizedTest
	@FieldSource("CASES")
	void keepsItsTypeWhenItsDeclarationIsGeneric(Case tried) {
		assertRecordedOnCompletion(tried, "generic");
	}

	private void assertRecordedOnCompletion(Case tried, String id) {
		this.contextRunner.run((context) -> {
			Method method = Objects.requireNonNull(ReflectionUtils.findMethod(Steps.class, id, (Class<?>[]) null));
			ReflectionUtils.makeAccessible(method);
			Object result = ReflectionUtils.invokeMethod(method, context.getBean(Steps.class), tried.value());
			assertThat(result).isInstanceOf(tried.type()).isNotSameAs(tried.value());
			assertThat(Recorded.ids(context)).isEmpty();
			complete(result);
			complete(result);
			assertThat(Recorded.ids(context)).containsExactly(id, id);
		});
	}

	@Test
	void flowableKeepsItsTypeWhenItIsDeclaredAsPublisher() {
		this.contextRunner.run((context) -> {
			Publisher<String> result = context.getBean(Steps.class).publisher(Flowable.just("paid"));
			assertThat(result).isInstanceOf(Flowable.class);
			complete(result);
			assertThat(Recorded.ids(context)).containsExactly("publisher");
		});
	}

	@Test
	void singleIsRecordedWithItsValueAndItsErrorIsPassedOn() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			steps.single(Single.just("paid")).test().assertValue("paid");
			steps.single(Single.error(new IllegalStateException("declined")))
				.test()
				.assertError(IllegalStateException.class);
			assertThat(Recorded.event(context)).extracting("data.result").isEqualTo("paid");
		});
	}

	@Test
	@SuppressWarnings("unchecked")
	void genericInterfaceDoesNotHideTheDeclaredType() {
		Recorded.runner(ConnectableStep.class).run((context) -> {
			Step<ConnectableFlux<String>> step = context.getBean(Step.class);
			ConnectableFlux<String> flux = Flux.just("a").publish();
			assertThat(step.step(flux)).isSameAs(flux);
		});
	}

	@Test
	void futureThatIsDeclaredAsObjectIsTheSameFuture() {
		this.contextRunner.run((context) -> {
			CompletableFuture<String> future = new CompletableFuture<>();
			assertThat(context.getBean(Steps.class).object(future)).isSameAs(future);
			assertThat(Recorded.ids(context)).isEmpty();
			future.complete("paid");
			assertThat(Recorded.ids(context)).containsExactly("object");
		});
	}

	@Test
	void recordsOtherValueDeclaredAsObjectImmediately() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(Steps.class).object("paid")).isEqualTo("paid");
			assertThat(Recorded.ids(context)).containsExactly("object");
		});
	}

	@Test
	@ExtendWith(CapturedLogExtension.class)
	void typeThatCannotBeKeptIsDroppedWithoutAStackTrace(CapturedLog log) {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			ConnectableFlux<String> flux = Flux.just("a").publish();
			ConnectableFlowable<String> flowable = Flowable.just("a").publish();
			assertThat(steps.connectableFlux(flux)).isSameAs(flux);
			assertThat(steps.connectableFlux(flux)).isSameAs(flux);
			assertThat(steps.connectableFlowable(flowable)).isSameAs(flowable);
			assertThat(Recorded.ids(context)).isEmpty();
			assertThat(context.getBean(BusinessUseClient.class).status().dropped(DropReason.INVALID)).isEqualTo(3);
			assertThat(log.text()).containsOnlyOnce("Dropped event 'connectableFlux'")
				.containsOnlyOnce("Dropped event 'connectableFlowable'")
				.contains("ConnectableFlux can't be observed without changing its type")
				.doesNotContain("\tat ");
		});
	}

	private static void complete(Object result) {
		Publisher<?> publisher = ReactiveAdapterRegistry.getSharedInstance()
			.getAdapter(null, result)
			.toPublisher(result);
		Flux.from(publisher).blockLast();
	}

	record Case(String id, Class<?> type, Object value) {

	}

	interface Step<T> {

		T step(T value);

	}

	static class ConnectableStep implements Step<ConnectableFlux<String>> {

		@Override
		@BusinessAct(id = "step", flow = "checkout", runId = "'1'")
		public ConnectableFlux<String> step(ConnectableFlux<String> value) {
			return value;
		}

	}

	@BusinessFlow("checkout")
	static class Steps {

		@BusinessAct(id = "mono", runId = "'1'")
		Mono<String> mono(Mono<String> value) {
			return value;
		}

		@BusinessAct(id = "flux", runId = "'1'")
		Flux<String> flux(Flux<String> value) {
			return value;
		}

		@BusinessAct(id = "flowable", runId = "'1'")
		Flowable<String> flowable(Flowable<String> value) {
			return value;
		}

		@BusinessAct(id = "observable", runId = "'1'")
		Observable<String> observable(Observable<String> value) {
			return value;
		}

		@BusinessAct(id = "single", runId = "'1'", data = "{result: #result}")
		Single<String> single(Single<String> value) {
			return value;
		}

		@BusinessAct(id = "maybe", runId = "'1'")
		Maybe<String> maybe(Maybe<String> value) {
			return value;
		}

		@BusinessAct(id = "completable", runId = "'1'")
		Completable completable(Completable value) {
			return value;
		}

		@BusinessAct(id = "publisher", runId = "'1'")
		Publisher<String> publisher(Publisher<String> value) {
			return value;
		}

		@BusinessAct(id = "flowPublisher", runId = "'1'")
		Flow.Publisher<String> flowPublisher(Flow.Publisher<String> value) {
			return value;
		}

		@BusinessAct(id = "object", runId = "'1'")
		Object object(Object value) {
			return value;
		}

		@BusinessAct(id = "connectableFlux", runId = "'1'")
		ConnectableFlux<String> connectableFlux(ConnectableFlux<String> value) {
			return value;
		}

		@BusinessAct(id = "connectableFlowable", runId = "'1'")
		ConnectableFlowable<String> connectableFlowable(ConnectableFlowable<String> value) {
			return value;
		}

		@BusinessAct(id = "generic", runId = "'1'")
		<T> T generic(T value) {
			return value;
		}

	}

}

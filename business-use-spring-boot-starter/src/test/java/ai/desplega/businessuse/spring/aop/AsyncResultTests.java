package ai.desplega.businessuse.spring.aop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.Disposable;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.AbstractReactiveTransactionManager;
import org.springframework.transaction.reactive.GenericReactiveTransaction;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that methods with asynchronous results are recorded when the result has
 * completed.
 */
class AsyncResultTests {

	private static final Duration ENOUGH = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = Recorded.runner(Steps.class);

	@Test
	void recordsTheValueOfACompletedStageAndReturnsTheSameStage() {
		this.contextRunner.run((context) -> {
			CompletableFuture<String> stage = new CompletableFuture<>();
			assertThat(context.getBean(Steps.class).stage(stage)).isSameAs(stage);
			assertThat(Recorded.events(context)).isEmpty();
			stage.complete("paid");
			assertThat(Recorded.event(context)).extracting("data.result").isEqualTo("paid");
		});
	}

	@Test
	void aStageThatFailsOrIsCancelledIsNotRecorded() {
		this.contextRunner.run((context) -> {
			CompletableFuture<String> failing = new CompletableFuture<>();
			CompletableFuture<String> cancelled = new CompletableFuture<>();
			context.getBean(Steps.class).stage(failing);
			context.getBean(Steps.class).stage(cancelled);
			failing.completeExceptionally(new IllegalStateException("declined"));
			cancelled.cancel(true);
			assertThat(Recorded.events(context)).isEmpty();
		});
	}

	@Test
	void recordsPlainFutureOnReturn() {
		this.contextRunner.run((context) -> {
			context.getBean(Steps.class).future();
			assertThat(Recorded.ids(context)).containsExactly("future");
		});
	}

	@Test
	void aMonoIsRecordedForEachSubscriptionThatCompletes() {
		this.contextRunner.run((context) -> {
			Mono<String> mono = context.getBean(Steps.class).mono(Mono.just("paid"));
			assertThat(Recorded.events(context)).isEmpty();
			assertThat(mono.block(ENOUGH)).isEqualTo("paid");
			assertThat(mono.block(ENOUGH)).isEqualTo("paid");
			assertThat(Recorded.events(context)).extracting("data.result").containsExactly("paid", "paid");
		});
	}

	@Test
	void anEmptyMonoIsRecordedWithoutAValue() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(Steps.class).mono(Mono.empty()).block(ENOUGH)).isNull();
			assertThat(Recorded.ids(context)).containsExactly("mono");
		});
	}

	@Test
	void aMonoThatFailsOrIsCancelledIsNotRecorded() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			assertThatIllegalStateException()
				.isThrownBy(() -> steps.mono(Mono.error(new IllegalStateException("declined"))).block(ENOUGH));
			Disposable subscription = steps.mono(Mono.never()).subscribe();
			subscription.dispose();
			assertThat(Recorded.events(context)).isEmpty();
		});
	}

	@Test
	void recordsFluxOnCompletion() {
		this.contextRunner.run((context) -> {
			Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();
			List<String> received = new CopyOnWriteArrayList<>();
			context.getBean(Steps.class).flux(sink.asFlux()).subscribe(received::add);
			sink.tryEmitNext("a");
			sink.tryEmitNext("b");
			assertThat(Recorded.events(context)).isEmpty();
			sink.tryEmitComplete();
			assertThat(received).containsExactly("a", "b");
			assertThat(Recorded.ids(context)).containsExactly("flux");
		});
	}

	@Test
	void aFluxThatFailsIsNotRecorded() {
		this.contextRunner.run((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(Steps.class)
				.flux(Flux.concat(Flux.just("a"), Flux.error(new IllegalStateException("declined"))))
				.blockLast(ENOUGH));
			assertThat(Recorded.events(context)).isEmpty();
		});
	}

	@Test
	void publishersOfOtherTypesAreObservedAndKeepTheirType() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			assertThat(Flux.from(steps.publisher()).collectList().block(ENOUGH)).containsExactly("a", "b");
			assertThat(JdkFlowAdapter.flowPublisherToFlux(steps.flowPublisher()).collectList().block(ENOUGH))
				.containsExactly("a", "b");
			assertThat(Recorded.ids(context)).containsExactly("publisher", "flow_publisher");
		});
	}

	@Test
	@ExtendWith(CapturedLogExtension.class)
	void returnsAPublisherThatCannotBeWrappedUnchanged(CapturedLog log) {
		this.contextRunner.run((context) -> {
			ConnectableFlux<String> flux = Flux.just("a").publish();
			assertThat(context.getBean(Steps.class).connectable(flux)).isSameAs(flux);
			assertThat(context.getBean(Steps.class).connectable(flux)).isSameAs(flux);
			assertThat(log.text()).containsOnlyOnce("can't be observed without changing its type");
		});
	}

	@Test
	void aValueIsUnchangedWhenRecordingItFails() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			assertThat(steps.broken(Mono.just("paid")).block(ENOUGH)).isEqualTo("paid");
			assertThat(Recorded.events(context)).isEmpty();
		});
	}

	@Test
	void waitsForReactiveTransaction() {
		Recorded.runner(Steps.class, Reactive.class).run((context) -> {
			Steps steps = context.getBean(Steps.class);
			TransactionLog log = context.getBean(TransactionLog.class);
			assertThat(steps.transactional(Mono.just("paid")).block(ENOUGH)).isEqualTo("paid");
			assertThat(log.commits).isOne();
			assertThat(Recorded.ids(context)).containsExactly("transactional");
			assertThatIllegalStateException().isThrownBy(() -> steps.transactional(Mono.just("paid"))
				.then(Mono.error(new IllegalStateException("declined")))
				.as(TransactionalOperator.create(log)::transactional)
				.block(ENOUGH));
			assertThat(log.rollbacks).isOne();
			assertThat(Recorded.ids(context)).containsExactly("transactional");
		});
	}

	@Test
	void reactiveEventIsNotSubmittedBeforeCommit() {
		Recorded.runner(Steps.class, Reactive.class).run((context) -> {
			TransactionLog log = context.getBean(TransactionLog.class);
			log.beforeCommit = () -> assertThat(Recorded.events(context)).isEmpty();
			context.getBean(Steps.class)
				.flux(Flux.just("a", "b"))
				.as(TransactionalOperator.create(log)::transactional)
				.blockLast(ENOUGH);
			assertThat(log.commits).isOne();
			assertThat(Recorded.ids(context)).containsExactly("flux");
		});
	}

	@BusinessFlow("checkout")
	static class Steps {

		@BusinessAct(id = "stage", runId = "'1'", data = "{result: #result}")
		CompletionStage<String> stage(CompletionStage<String> stage) {
			return stage;
		}

		@BusinessAct(id = "future", runId = "'1'")
		Future<String> future() {
			return new FutureTask<>(() -> "never run");
		}

		@BusinessAct(id = "mono", runId = "'1'", data = "{result: #result}")
		Mono<String> mono(Mono<String> mono) {
			return mono;
		}

		@BusinessAct(id = "flux", runId = "'1'", data = "{result: #result}")
		Flux<String> flux(Flux<String> flux) {
			return flux;
		}

		@BusinessAct(id = "publisher", runId = "'1'")
		Publisher<String> publisher() {
			return Flux.just("a", "b");
		}

		@BusinessAct(id = "flow_publisher", runId = "'1'")
		Flow.Publisher<String> flowPublisher() {
			return JdkFlowAdapter.publisherToFlowPublisher(Flux.just("a", "b"));
		}

		@BusinessAct(id = "connectable", runId = "'1'")
		ConnectableFlux<String> connectable(ConnectableFlux<String> flux) {
			return flux;
		}

		@BusinessAct(id = "broken", runId = "#result.nothing")
		Mono<String> broken(Mono<String> mono) {
			return mono;
		}

		@Transactional
		@BusinessAct(id = "transactional", runId = "'1'")
		Mono<String> transactional(Mono<String> mono) {
			return mono;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class Reactive {

		@Bean
		TransactionLog transactionManager() {
			return new TransactionLog();
		}

	}

	@SuppressWarnings("serial")
	static class TransactionLog extends AbstractReactiveTransactionManager {

		private int commits;

		private int rollbacks;

		private Runnable beforeCommit = () -> {
		};

		@Override
		protected Object doGetTransaction(TransactionSynchronizationManager manager) {
			return manager.hasResource(this) ? manager.getResource(this) : new boolean[1];
		}

		@Override
		protected boolean isExistingTransaction(Object transaction) {
			return ((boolean[]) transaction)[0];
		}

		@Override
		protected Mono<Void> doBegin(TransactionSynchronizationManager manager, Object transaction,
				TransactionDefinition definition) {
			return Mono.fromRunnable(() -> {
				((boolean[]) transaction)[0] = true;
				manager.bindResource(this, transaction);
			});
		}

		@Override
		protected Mono<Void> doCommit(TransactionSynchronizationManager manager, GenericReactiveTransaction status) {
			return Mono.fromRunnable(() -> {
				this.beforeCommit.run();
				this.commits++;
			});
		}

		@Override
		protected Mono<Void> doRollback(TransactionSynchronizationManager manager, GenericReactiveTransaction status) {
			return Mono.fromRunnable(() -> this.rollbacks++);
		}

		@Override
		protected Mono<Void> doSetRollbackOnly(TransactionSynchronizationManager manager,
				GenericReactiveTransaction status) {
			return Mono.empty();
		}

		@Override
		protected Mono<Void> doCleanupAfterCompletion(TransactionSynchronizationManager manager, Object transaction) {
			return Mono.fromRunnable(() -> {
				((boolean[]) transaction)[0] = false;
				manager.unbindResource(this);
			});
		}

	}

}

package ai.desplega.businessuse.spring.aop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.reactive.AbstractReactiveTransactionManager;
import org.springframework.transaction.reactive.GenericReactiveTransaction;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests events of methods that are subscribed to in callbacks of a reactive transaction.
 */
class ReactiveTransactionPhaseTests {

	private static final Duration ENOUGH = Duration.ofSeconds(10);

	private static AnnotationConfigApplicationContext context;

	private static Steps steps;

	private final ReactiveTransactionManager manager = new Transactions();

	private final String run = UUID.randomUUID().toString();

	@BeforeAll
	static void start() {
		context = new AnnotationConfigApplicationContext(BusinessUseAutoConfiguration.class,
				BusinessUseAnnotationsAutoConfiguration.class, InMemoryTransport.class, Steps.class);
		steps = context.getBean(Steps.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest
	@MethodSource("cases")
	void eventsWaitForTheirTransaction(Case tried) {
		Mono<Void> inner = transaction(tried.propagation(), tried.innerCommits(), steps.inner(this.run));
		Mono<Void> outer = steps.outer(this.run).then(tried.callback().register(inner));
		transaction(Propagation.REQUIRED, tried.outerCommits(), outer).block(ENOUGH);
		assertThat(Recorded.events(context).stream().filter((event) -> this.run.equals(event.get("run_id"))))
			.extracting((event) -> event.get("id"))
			.containsExactlyInAnyOrderElementsOf(tried.expected());
	}

	static Stream<Case> cases() {
		return Arrays.stream(Callback.values())
			.flatMap((callback) -> Stream.of(Propagation.REQUIRED, Propagation.REQUIRES_NEW, Propagation.NOT_SUPPORTED)
				.flatMap((propagation) -> Stream.of(true, false)
					.flatMap((outer) -> Stream.of(true, false)
						.map((inner) -> new Case(callback, propagation, outer, inner)))))
			.filter(Case::isDefined);
	}

	private Mono<Void> transaction(Propagation propagation, boolean commits, Mono<Void> action) {
		TransactionDefinition definition = new DefaultTransactionDefinition(propagation.value());
		return TransactionalOperator.create(this.manager, definition).execute((status) -> {
			if (!commits) {
				status.setRollbackOnly();
			}
			return action;
		}).then();
	}

	private enum Callback {

		NONE, BEFORE_COMMIT, BEFORE_COMPLETION, AFTER_COMMIT, AFTER_COMPLETION;

		private Mono<Void> register(Mono<Void> action) {
			if (this == NONE) {
				return action;
			}
			return TransactionSynchronizationManager.forCurrentTransaction()
				.doOnNext((manager) -> manager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public Mono<Void> beforeCommit(boolean readOnly) {
						return runIf(BEFORE_COMMIT);
					}

					@Override
					public Mono<Void> beforeCompletion() {
						return runIf(BEFORE_COMPLETION);
					}

					@Override
					public Mono<Void> afterCommit() {
						return runIf(AFTER_COMMIT);
					}

					@Override
					public Mono<Void> afterCompletion(int status) {
						return runIf(AFTER_COMPLETION);
					}

					private Mono<Void> runIf(Callback phase) {
						return (phase == Callback.this) ? action : Mono.empty();
					}

				}))
				.then();
		}

	}

	private record Case(Callback callback, Propagation propagation, boolean outerCommits, boolean innerCommits) {

		/**
		 * Return {@code false} if the result depends on the transaction manager: the
		 * transaction is marked for rollback after its commit has begun.
		 */
		private boolean isDefined() {
			return this.innerCommits || this.propagation == Propagation.REQUIRES_NEW;
		}

		private List<Object> expected() {
			List<Object> expected = new ArrayList<>();
			if (this.outerCommits) {
				expected.add("outer");
			}
			boolean called = this.outerCommits
					|| (this.callback != Callback.BEFORE_COMMIT && this.callback != Callback.AFTER_COMMIT);
			boolean recorded = switch (this.propagation) {
				case REQUIRES_NEW -> this.innerCommits;
				case NOT_SUPPORTED -> true;
				default -> this.outerCommits || this.callback == Callback.AFTER_COMPLETION;
			};
			if (called && recorded) {
				expected.add("inner");
			}
			return expected;
		}

	}

	static class Steps {

		@BusinessAct(id = "outer", flow = "checkout", runId = "#p0")
		Mono<Void> outer(String run) {
			return Mono.empty();
		}

		@BusinessAct(id = "inner", flow = "checkout", runId = "#p0")
		Mono<Void> inner(String run) {
			return Mono.empty();
		}

	}

	/**
	 * Transaction manager of a resource that has nothing to commit.
	 */
	@SuppressWarnings("serial")
	private static final class Transactions extends AbstractReactiveTransactionManager {

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
				boolean[] begun = { true };
				((boolean[]) transaction)[0] = true;
				manager.bindResource(this, begun);
			});
		}

		@Override
		protected Mono<Object> doSuspend(TransactionSynchronizationManager manager, Object transaction) {
			return Mono.fromSupplier(() -> {
				((boolean[]) transaction)[0] = false;
				return manager.unbindResource(this);
			});
		}

		@Override
		protected Mono<Void> doResume(TransactionSynchronizationManager manager, Object transaction,
				Object suspendedResources) {
			return Mono.fromRunnable(() -> {
				((boolean[]) suspendedResources)[0] = true;
				manager.bindResource(this, suspendedResources);
			});
		}

		@Override
		protected Mono<Void> doCommit(TransactionSynchronizationManager manager, GenericReactiveTransaction status) {
			return Mono.empty();
		}

		@Override
		protected Mono<Void> doRollback(TransactionSynchronizationManager manager, GenericReactiveTransaction status) {
			return Mono.empty();
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

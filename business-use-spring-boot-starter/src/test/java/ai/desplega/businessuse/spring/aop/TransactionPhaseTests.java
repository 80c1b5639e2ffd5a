package ai.desplega.businessuse.spring.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.spring.aop.BusinessUseAnnotationsAutoConfiguration;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests events of methods that run in callbacks of a transaction. Each method inserts a
 * row, and the database is the reference: an event is recorded if and only if its row was
 * committed.
 */
class TransactionPhaseTests {

	private static AnnotationConfigApplicationContext context;

	private static Steps steps;

	private final String run = UUID.randomUUID().toString();

	@BeforeAll
	static void start() {
		context = new AnnotationConfigApplicationContext(Application.class);
		steps = context.getBean(Steps.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest
	@MethodSource("cases")
	void eventsMatchCommittedRows(Case tried) {
		transaction(Propagation.REQUIRED, tried.outerCommits(), () -> {
			if (tried.order() == Order.STEP_FIRST) {
				steps.outer(this.run);
			}
			tried.callback().register(() -> {
				steps.alone(this.run);
				transaction(tried.propagation(), tried.innerCommits(), () -> steps.inner(this.run));
				steps.alone(this.run);
			});
			if (tried.order() == Order.CALLBACK_FIRST) {
				steps.outer(this.run);
			}
		});
		assertEventsFollowRows();
	}

	static Stream<Case> cases() {
		List<Case> cases = new ArrayList<>();
		for (Callback callback : Callback.values()) {
			for (Propagation propagation : Propagation.values()) {
				for (Order order : Order.values()) {
					for (int outcome = 0; outcome < 4; outcome++) {
						cases.add(new Case(callback, propagation, order, (outcome & 1) == 0, (outcome & 2) == 0));
					}
				}
			}
		}
		return cases.stream().filter(Case::isDefined);
	}

	@ParameterizedTest
	@EnumSource
	void eventsOfNestedListenersMatchCommittedRows(Callback callback) {
		for (int outcome = 0; outcome < 8; outcome++) {
			boolean[] commits = { (outcome & 1) == 0, (outcome & 2) == 0, (outcome & 4) == 0 };
			transaction(Propagation.REQUIRES_NEW, commits[0], () -> {
				steps.outer(this.run);
				callback.register(() -> transaction(Propagation.REQUIRES_NEW, commits[1], () -> {
					steps.inner(this.run);
					callback.register(() -> transaction(Propagation.REQUIRES_NEW, commits[2], () -> {
						steps.alone(this.run);
						steps.inner(this.run);
					}));
				}));
				callback.register(() -> steps.alone(this.run));
			});
			assertEventsFollowRows();
		}
	}

	@Test
	void rolledBackListenerIsNotRecordedAfterCommit() {
		transaction(Propagation.REQUIRED, true, () -> {
			steps.outer(this.run);
			context.publishEvent(new Committed(this.run));
		});
		assertThat(events()).containsExactly("outer");
		assertThat(rows()).containsExactly("outer");
	}

	@Test
	void committedListenerIsRecordedAfterRollback() {
		transaction(Propagation.REQUIRED, false, () -> {
			steps.outer(this.run);
			context.publishEvent(new RolledBack(this.run));
		});
		assertThat(events()).containsExactly("inner", "compensated");
		assertThat(rows()).containsExactly("inner");
	}

	@Test
	void eventsAreKeptWhenTheirSynchronizationIsSuspended() {
		transaction(Propagation.REQUIRED, true, () -> {
			steps.outer(this.run);
			transaction(Propagation.REQUIRES_NEW, true, () -> {
				steps.inner(this.run);
				transaction(Propagation.NOT_SUPPORTED, true, () -> steps.alone(this.run));
				assertThat(events()).containsExactly("alone");
			});
			assertThat(events()).containsExactly("alone", "inner");
			steps.outer(this.run);
		});
		assertThat(events()).containsExactly("alone", "inner", "outer", "outer");
	}

	@Test
	void aFailedCommitRecordsNothing() {
		TransactionTemplate transaction = new TransactionTemplate(new FailingCommit(context.getBean(DataSource.class)));
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> transaction.executeWithoutResult((status) -> steps.alone(this.run)));
		assertThat(events()).isEmpty();
	}

	private static void transaction(Propagation propagation, boolean commits, Runnable action) {
		TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		template.setPropagationBehavior(propagation.value());
		template.executeWithoutResult((status) -> {
			action.run();
			if (!commits) {
				status.setRollbackOnly();
			}
		});
	}

	private void assertEventsFollowRows() {
		assertThat(events()).containsExactlyInAnyOrderElementsOf(rows());
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
	}

	private List<Object> events() {
		return Recorded.events(context)
			.stream()
			.filter((event) -> this.run.equals(event.get("run_id")))
			.map((event) -> event.get("id"))
			.toList();
	}

	private List<Object> rows() {
		return List.copyOf(new JdbcTemplate(context.getBean(DataSource.class))
			.queryForList("select id from step where run = ? order by number", String.class, this.run));
	}

	private enum Order {

		NO_STEP, STEP_FIRST, CALLBACK_FIRST

	}

	private enum Callback {

		LISTENER_BEFORE_COMMIT, LISTENER_AFTER_COMMIT, LISTENER_AFTER_ROLLBACK, LISTENER_AFTER_COMPLETION,
		BEFORE_COMMIT, BEFORE_COMPLETION, AFTER_COMMIT, AFTER_COMPLETION;

		private void register(Runnable action) {
			if (name().startsWith("LISTENER_")) {
				context.publishEvent(new Called(TransactionPhase.valueOf(name().substring(9)), action));
				return;
			}
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					runIf(BEFORE_COMMIT);
				}

				@Override
				public void beforeCompletion() {
					runIf(BEFORE_COMPLETION);
				}

				@Override
				public void afterCommit() {
					runIf(AFTER_COMMIT);
				}

				@Override
				public void afterCompletion(int status) {
					runIf(AFTER_COMPLETION);
				}

				private void runIf(Callback phase) {
					if (phase == Callback.this) {
						action.run();
					}
				}

			});
		}

		private boolean isAfterCompletion() {
			return name().startsWith("LISTENER_AFTER") || this == AFTER_COMPLETION;
		}

	}

	private record Case(Callback callback, Propagation propagation, Order order, boolean outerCommits,
			boolean innerCommits) {

		/**
		 * Return {@code false} if the expected result is not defined. A transaction that
		 * is marked for rollback after its commit has begun is committed by JDBC and
		 * reported as rolled back by Spring. Synchronizations are not notified of a
		 * savepoint that is created after the completion.
		 */
		private boolean isDefined() {
			boolean joins = switch (this.propagation) {
				case REQUIRED, SUPPORTS, MANDATORY -> true;
				case NESTED -> this.callback.isAfterCompletion();
				case REQUIRES_NEW, NOT_SUPPORTED, NEVER -> false;
			};
			return this.propagation != Propagation.NEVER && (this.innerCommits || !joins);
		}

	}

	private record Called(TransactionPhase phase, Runnable action) {

	}

	private record Committed(String run) {

	}

	private record RolledBack(String run) {

	}

	@SuppressWarnings("serial")
	private static final class FailingCommit extends DataSourceTransactionManager {

		private FailingCommit(DataSource dataSource) {
			super(dataSource);
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			super.doRollback(status);
			throw new TransactionSystemException("commit failed");
		}

	}

	@BusinessFlow("checkout")
	static class Steps {

		private final JdbcTemplate jdbc;

		Steps(DataSource dataSource) {
			this.jdbc = new JdbcTemplate(dataSource);
		}

		@BusinessAct(id = "outer", runId = "#p0")
		void outer(String run) {
			insert(run, "outer");
		}

		@BusinessAct(id = "inner", runId = "#p0")
		void inner(String run) {
			insert(run, "inner");
		}

		@BusinessAct(id = "alone", runId = "#p0")
		void alone(String run) {
			insert(run, "alone");
		}

		private void insert(String run, String id) {
			this.jdbc.update("insert into step (run, id) values (?, ?)", run, id);
		}

	}

	static class Listeners {

		private final Steps steps;

		Listeners(Steps steps) {
			this.steps = steps;
		}

		@TransactionalEventListener
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		void committed(Committed event) {
			this.steps.inner(event.run());
			throw new IllegalStateException("declined");
		}

		@BusinessAct(id = "compensated", flow = "checkout", runId = "#event.run")
		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		void rolledBack(RolledBack event) {
			this.steps.inner(event.run());
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT,
				condition = "#called.phase.name() == 'BEFORE_COMMIT'")
		void beforeCommit(Called called) {
			called.action().run();
		}

		@TransactionalEventListener(condition = "#called.phase.name() == 'AFTER_COMMIT'")
		void afterCommit(Called called) {
			called.action().run();
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK,
				condition = "#called.phase.name() == 'AFTER_ROLLBACK'")
		void afterRollback(Called called) {
			called.action().run();
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION,
				condition = "#called.phase.name() == 'AFTER_COMPLETION'")
		void afterCompletion(Called called) {
			called.action().run();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	@Import({ BusinessUseAutoConfiguration.class, BusinessUseAnnotationsAutoConfiguration.class, Steps.class,
			Listeners.class, InMemoryTransport.class })
	static class Application {

		@Bean
		DataSource dataSource() {
			DataSource dataSource = new DriverManagerDataSource("jdbc:h2:mem:transaction-phases;DB_CLOSE_DELAY=-1");
			new JdbcTemplate(dataSource)
				.execute("create table step (number int auto_increment primary key, run varchar(36), id varchar(20))");
			return dataSource;
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new DataSourceTransactionManager(dataSource);
		}

	}

}

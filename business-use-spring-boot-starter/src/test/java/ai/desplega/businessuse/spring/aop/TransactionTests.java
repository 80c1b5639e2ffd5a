package ai.desplega.businessuse.spring.aop;

import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that events of a transaction are recorded only if the transaction commits.
 */
@ExtendWith(CapturedLogExtension.class)
class TransactionTests {

	private final ApplicationContextRunner contextRunner = Recorded.runner(Database.class, Steps.class);

	@Test
	void waitsForTransactionOfMethod() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			steps.required();
			assertThat(Recorded.ids(context)).containsExactly("required");
			assertThatIllegalStateException().isThrownBy(steps::requiredThatFails);
			assertThat(Recorded.ids(context)).containsExactly("required");
		});
	}

	@Test
	void createsEventOnReturnAndSubmitsItAfterCommit() {
		this.contextRunner.run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			int[] value = { 1 };
			transaction(context).executeWithoutResult((status) -> {
				context.getBean(Steps.class).joined(value);
				value[0] = 2;
				assertThat(client.status().recorded()).isZero();
			});
			assertThat(client.status().recorded()).isOne();
			assertThat(Recorded.event(context)).extracting("data.value").isEqualTo(1);
		});
	}

	/**
	 * Test that all references to an unfinished bean refer to the same proxy.
	 */
	@Test
	void circularBeansAreRecordedInTransactions() {
		Recorded.runner(Database.class, Chicken.class, Egg.class).withAllowCircularReferences(true).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Chicken.class).other()).isSameAs(context.getBean(Egg.class));
			assertThat(context.getBean(Egg.class).other()).isSameAs(context.getBean(Chicken.class));
			assertThat(context.getBean(Chicken.class).inTransaction()).isTrue();
			assertThat(context.getBean(Egg.class).inTransaction()).isTrue();
			assertThat(Recorded.ids(context)).containsExactly("chicken", "egg");
		});
	}

	@Test
	void mockedClientDoesNotAffectTransaction(CapturedLog log) {
		Recorded.childRunner(Database.class, Steps.class)
			.withBean(BusinessUseClient.class, TransactionTests::mock)
			.run((context) -> {
				transaction(context).executeWithoutResult((status) -> {
					context.getBean(Steps.class).required();
					context.getBean(Steps.class).async(CompletableFuture.completedFuture("paid"));
				});
				assertThat(log.text()).doesNotContain("failed", "ERROR");
			});
	}

	@Test
	void aJoinedTransactionThatRollsBackRecordsNothing() {
		this.contextRunner.run((context) -> {
			transaction(context).executeWithoutResult((status) -> {
				context.getBean(Steps.class).required();
				context.getBean(Steps.class).joined(new int[1]);
				status.setRollbackOnly();
			});
			assertThat(Recorded.events(context)).isEmpty();
			assertNothingIsLeftOnTheThread();
		});
	}

	@Test
	void recordsACommittedInnerTransactionWhenTheOuterRollsBack() {
		this.contextRunner.run((context) -> {
			transaction(context).executeWithoutResult((status) -> {
				context.getBean(Steps.class).required();
				context.getBean(Steps.class).requiresNew();
				context.getBean(Steps.class).joined(new int[1]);
				status.setRollbackOnly();
			});
			assertThat(Recorded.ids(context)).containsExactly("requires_new");
		});
	}

	@Test
	void innerRollbackKeepsOuterEvents() {
		this.contextRunner.run((context) -> {
			transaction(context).executeWithoutResult((status) -> {
				context.getBean(Steps.class).required();
				assertThatIllegalStateException().isThrownBy(() -> context.getBean(Steps.class).requiresNewThatFails());
				context.getBean(Steps.class).joined(new int[1]);
			});
			assertThat(Recorded.ids(context)).containsExactly("required", "joined");
			assertNothingIsLeftOnTheThread();
		});
	}

	@Test
	void rollbackToASavepointRemovesItsEvents() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			transaction(context).executeWithoutResult((status) -> {
				steps.joined(new int[1]);
				steps.nested();
				assertThatIllegalStateException().isThrownBy(() -> steps.nestedThatFails(steps));
				steps.required();
			});
			assertThat(Recorded.ids(context)).containsExactly("joined", "nested", "required");
		});
	}

	@Test
	void rollbackToOlderSavepointRemovesAllEvents() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			transaction(context).executeWithoutResult((status) -> {
				Object savepoint = status.createSavepoint();
				steps.joined(new int[1]);
				status.rollbackToSavepoint(savepoint);
				steps.required();
			});
			assertThat(Recorded.ids(context)).containsExactly("required");
		});
	}

	@Test
	void doesNotWaitWithoutTransaction() {
		this.contextRunner.run((context) -> {
			context.getBean(Steps.class).joined(new int[1]);
			assertThat(context.getBean(BusinessUseClient.class).status().recorded()).isOne();
		});
	}

	@Test
	void doesNotWaitForEmptyTransactionScope() {
		this.contextRunner.run((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(Steps.class).supportsThatFails());
			assertThat(Recorded.ids(context)).isEmpty();
			context.getBean(Steps.class).supports();
			assertThat(Recorded.ids(context)).containsExactly("supports");
		});
	}

	@Test
	void stageCompletedBeforeCommitWaitsForCommit() {
		this.contextRunner.run((context) -> {
			CompletableFuture<String> stage = new CompletableFuture<>();
			transaction(context).executeWithoutResult((status) -> {
				context.getBean(Steps.class).async(stage);
				stage.complete("done");
				assertThat(context.getBean(BusinessUseClient.class).status().recorded()).isZero();
			});
			assertThat(Recorded.ids(context)).containsExactly("async");
		});
	}

	@Test
	void recordsStageCompletedAfterCommit() {
		this.contextRunner.run((context) -> {
			CompletableFuture<String> stage = new CompletableFuture<>();
			transaction(context).executeWithoutResult((status) -> context.getBean(Steps.class).async(stage));
			assertThat(Recorded.ids(context)).isEmpty();
			stage.complete("done");
			assertThat(Recorded.ids(context)).containsExactly("async");
		});
	}

	@Test
	void aStageWhoseTransactionRolledBackIsNeverRecorded() {
		this.contextRunner.run((context) -> {
			CompletableFuture<String> stage = new CompletableFuture<>();
			transaction(context).executeWithoutResult((status) -> {
				context.getBean(Steps.class).async(stage);
				status.setRollbackOnly();
			});
			stage.complete("done");
			assertThat(Recorded.ids(context)).isEmpty();
		});
	}

	@Test
	void limitsEventsOfOneTransaction(CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use.max-queue-size=20000", "business-use.batch-size=10000")
			.run((context) -> {
				Steps steps = context.getBean(Steps.class);
				transaction(context).executeWithoutResult((status) -> {
					for (int i = 0; i < 10_003; i++) {
						steps.joined(new int[1]);
					}
				});
				assertThat(context.getBean(BusinessUseClient.class).status().recorded()).isEqualTo(10_003);
				assertThat(log.text()).containsOnlyOnce("the transaction already has 10000 events");
			});
	}

	@Test
	void countsOnlyCommittedEventsAsDroppedWhileTheKeyIsRefused() {
		this.contextRunner.run((context) -> {
			context.getBean(InMemoryTransport.class).respondWith(401);
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			Steps steps = context.getBean(Steps.class);
			steps.required();
			assertThat(Recorded.events(context)).isEmpty();
			assertThat(client.status().dropped(DropReason.UNAUTHORIZED)).isOne();
			transaction(context).executeWithoutResult((status) -> {
				steps.required();
				status.setRollbackOnly();
			});
			assertThat(client.status().dropped(DropReason.UNAUTHORIZED)).isOne();
			transaction(context).executeWithoutResult((status) -> steps.required());
			assertThat(client.status().dropped(DropReason.UNAUTHORIZED)).isEqualTo(2);
			assertThat(client.status().recorded()).isEqualTo(2);
		});
	}

	private static void assertNothingIsLeftOnTheThread() {
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
	}

	private static TransactionTemplate transaction(ApplicationContext context) {
		return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
	}

	@BusinessFlow("checkout")
	static class Steps {

		@Transactional
		@BusinessAct(id = "required", runId = "'1'")
		void required() {
		}

		@Transactional
		@BusinessAct(id = "required_fails", runId = "'1'")
		void requiredThatFails() {
			throw new IllegalStateException("declined");
		}

		@BusinessAct(id = "joined", runId = "'1'", data = "{value: #value[0]}")
		void joined(int[] value) {
		}

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		@BusinessAct(id = "requires_new", runId = "'1'")
		void requiresNew() {
		}

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		@BusinessAct(id = "requires_new_fails", runId = "'1'")
		void requiresNewThatFails() {
			throw new IllegalStateException("declined");
		}

		@Transactional(propagation = Propagation.NESTED)
		@BusinessAct(id = "nested", runId = "'1'")
		void nested() {
		}

		@Transactional(propagation = Propagation.NESTED)
		void nestedThatFails(Steps self) {
			self.required();
			self.joined(new int[1]);
			throw new IllegalStateException("declined");
		}

		@Transactional(propagation = Propagation.SUPPORTS)
		@BusinessAct(id = "supports", runId = "'1'")
		void supports() {
		}

		@Transactional(propagation = Propagation.SUPPORTS)
		@BusinessAct(id = "supports_fails", runId = "'1'")
		void supportsThatFails() {
			throw new IllegalStateException("declined");
		}

		@BusinessAct(id = "async", runId = "'1'", data = "{result: #result}")
		CompletableFuture<String> async(CompletableFuture<String> stage) {
			return stage;
		}

	}

	/**
	 * Return a client that returns {@code null}, like the mocks of all libraries.
	 */
	private static BusinessUseClient mock() {
		MethodInterceptor nothing = (invocation) -> null;
		return (BusinessUseClient) new ProxyFactory(BusinessUseClient.class, nothing).getProxy();
	}

	static class Chicken {

		@Autowired
		private Egg egg;

		Egg other() {
			return this.egg;
		}

		@Transactional
		@BusinessAct(id = "chicken", flow = "checkout", runId = "'1'")
		boolean inTransaction() {
			return TransactionSynchronizationManager.isActualTransactionActive();
		}

	}

	static class Egg {

		@Autowired
		private Chicken chicken;

		Chicken other() {
			return this.chicken;
		}

		@Transactional
		@BusinessAct(id = "egg", flow = "checkout", runId = "'1'")
		boolean inTransaction() {
			return TransactionSynchronizationManager.isActualTransactionActive();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class Database {

		@Bean
		DataSource dataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:transaction-tests;DB_CLOSE_DELAY=-1");
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new DataSourceTransactionManager(dataSource);
		}

	}

}

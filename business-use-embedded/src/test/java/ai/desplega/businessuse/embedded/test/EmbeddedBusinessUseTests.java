package ai.desplega.businessuse.embedded.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.UUID;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.BusinessRuns;
import ai.desplega.businessuse.embedded.EmbeddedBackend;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseConnectionDetails;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.test.context.SpringBootContextLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.test.context.transaction.TestTransaction;
import org.springframework.transaction.annotation.Transactional;

import static ai.desplega.businessuse.embedded.test.BusinessUseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedBusinessUse} with Spring. Each test runs test classes in the
 * form in which users write them.
 */
class EmbeddedBusinessUseTests {

	@Test
	void classesWithTheAnnotationShareOneContext() {
		int before = Shop.STARTS.get();
		TestRun run = TestRun.of(FirstOrders.class, SecondOrders.class, ComposedOrders.class);
		assertThat(run.results()).hasSize(8).allSatisfy((test, result) -> assertThat(result).isEqualTo("passed"));
		assertThat(Shop.STARTS.get() - before).as("none if another test had the same context").isLessThanOrEqualTo(1);
	}

	@Test
	void embeddedBackendOverridesPropertiesAndBeans() {
		assertThat(TestRun.of(OtherSettings.class).results()).containsValue("passed").hasSize(1);
	}

	@Test
	void slicesHaveTheBackend() {
		TestRun run = TestRun.of(WebSlice.class, JdbcSlice.class);
		assertThat(run.result("aWebSliceRecords")).isEqualTo("passed");
		assertThat(run.result("eventsOfACommitAreRecorded")).isEqualTo("passed");
	}

	@Test
	void eventsThatWaitForACommitAreReported() {
		assertThat(TestRun.of(JdbcSlice.class).result("eventsWaitForTheCommit")).contains(
				"has no events; no run of this flow was recorded",
				"1 event of the current thread's transaction waits for its commit", "TestTransaction.flagForCommit()");
	}

	@Test
	void aClientOfTheApplicationFailsTheTest() {
		assertThat(TestRun.of(OwnClient.class).result("isNeverRun")).contains(
				"@EmbeddedBusinessUse doesn't receive the events of the application's own BusinessUseClient 'ownClient'");
	}

	@Test
	void aContextWithoutClientFailsTheTest() {
		assertThat(TestRun.of(NoClient.class).result("isNeverRun")).contains("this test has none");
	}

	@Test
	void hasNoEffectWithoutAnnotation() {
		assertThat(TestRun.of(NotAnnotated.class).results()).containsValue("passed").hasSize(1);
	}

	@Test
	void nestedClassesWithTheirOwnConfigurationHaveABackend() {
		assertThat(TestRun.of(WithNested.class).results()).hasSize(3)
			.allSatisfy((test, result) -> assertThat(result).isEqualTo("passed"));
	}

	@Test
	void contextHierarchySharesOneBackend() {
		assertThat(TestRun.of(Hierarchy.class).results()).hasSize(1)
			.allSatisfy((test, result) -> assertThat(result).isEqualTo("passed"));
	}

	@Test
	void evaluatesAfterContextWasReplaced() {
		assertThat(TestRun.of(Dirties.class, FirstOrders.class).results())
			.allSatisfy((test, result) -> assertThat(result).isEqualTo("passed"));
	}

	@Test
	void evaluatesAfterContextWasPaused() {
		TestRun run = TestRun.of(FirstOrders.class, OtherSettings.class, SecondOrders.class);
		assertThat(run.results()).hasSize(8).allSatisfy((test, result) -> assertThat(result).isEqualTo("passed"));
	}

	@Test
	void parallelTestsAreIndependent() {
		TestRun run = TestRun.of(Map.of("junit.jupiter.execution.parallel.enabled", "true",
				"junit.jupiter.execution.parallel.config.strategy", "fixed",
				"junit.jupiter.execution.parallel.config.fixed.parallelism", "8"), ParallelOrders.class);
		assertThat(run.results()).hasSize(40).allSatisfy((test, result) -> assertThat(result).isEqualTo("passed"));
	}

	@SpringBootTest(classes = Shop.class)
	@EmbeddedBusinessUse
	static class FirstOrders {

		@Autowired
		Shop.Orders orders;

		@Autowired
		BusinessRuns runs;

		@Autowired
		EmbeddedBackend backend;

		@Test
		void goodOrder() {
			this.orders.place("17");
			assertThat(this.runs.evaluate("checkout", "17")).hasPassed().hasPassedCompletely();
			assertThat(this.backend.runs()).isSameAs(this.runs);
		}

		@Test
		void orderThatDiesHalfway() {
			this.orders.create("17");
			assertThat(this.runs.evaluateAfterTimeouts("checkout", "17")).hasFailedAt("order_confirmed")
				.hasRecordedExactly("cart_created")
				.step("payment_processed")
				.isMissing();
		}

		@Nested
		class Inside {

			@Test
			void startsWithoutEvents() {
				FirstOrders.this.orders.create("17");
				assertThat(FirstOrders.this.runs.evaluate("checkout", "17")).isRunning()
					.hasRecordedExactly("cart_created");
			}

		}

	}

	static class SecondOrders extends FirstOrders {

		@Test
		void undeclaredFlow(@Autowired BusinessUseClient client) {
			client.act("asked", FlowRun.of("refund", 1), Map.of());
			assertThat(this.runs.evaluate("refund", 1)).hasPassed();
		}

	}

	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@SpringBootTest(classes = Shop.class)
	@EmbeddedBusinessUse
	@interface ShopTest {

	}

	@ShopTest
	static class ComposedOrders {

		@Test
		void placedByComposedTest(@Autowired Shop.Orders orders, @Autowired BusinessRuns runs) {
			orders.place("17");
			assertThat(runs.evaluate("checkout", "17")).hasPassed();
		}

	}

	@SpringBootTest(classes = Shop.class,
			properties = { "business-use.url=http://localhost:1", "business-use.api-key=key" })
	@TestPropertySource(properties = "business-use.enabled=false")
	@Import(OwnBeans.class)
	@EmbeddedBusinessUse
	static class OtherSettings {

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("business-use.enabled", () -> false);
		}

		@Test
		void isRecorded(@Autowired Shop.Orders orders, @Autowired BusinessRuns runs) {
			orders.place("17");
			assertThat(runs.evaluate("checkout", "17")).hasPassed();
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		InMemoryTransport firstTransport() {
			return new InMemoryTransport();
		}

		@Bean
		InMemoryTransport secondTransport() {
			return new InMemoryTransport();
		}

		@Bean
		BusinessUseConnectionDetails details() {
			return new BusinessUseConnectionDetails() {
				@Override
				public String getUrl() {
					return "http://localhost:1";
				}

				@Override
				public String getApiKey() {
					return "key";
				}
			};
		}

	}

	@WebMvcTest
	@EmbeddedBusinessUse
	@ContextConfiguration(classes = Shop.class)
	static class WebSlice {

		@Test
		void aWebSliceRecords(@Autowired Shop.Orders orders, @Autowired BusinessRuns runs) {
			orders.place("17");
			assertThat(runs.evaluate("checkout", "17")).hasPassed();
		}

	}

	@JdbcTest
	@EmbeddedBusinessUse
	@ContextConfiguration(classes = Shop.class)
	static class JdbcSlice {

		@Autowired
		Shop.Orders orders;

		@Autowired
		BusinessRuns runs;

		@Test
		void eventsWaitForTheCommit() {
			this.orders.create("17");
			assertThat(this.runs.evaluate("checkout", "17")).hasRecorded("cart_created");
		}

		@Test
		void eventsOfACommitAreRecorded() {
			this.orders.create("18");
			TestTransaction.flagForCommit();
			TestTransaction.end();
			assertThat(this.runs.evaluate("checkout", "18")).hasRecorded("cart_created");
		}

	}

	@SpringBootTest(classes = { Shop.class, OwnClientConfiguration.class })
	@EmbeddedBusinessUse
	static class OwnClient {

		@Test
		void isNeverRun() {
			throw new AssertionError("was run");
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class OwnClientConfiguration {

		@Bean
		BusinessUseClient ownClient() {
			return BusinessUseClient.noop();
		}

	}

	@SpringJUnitConfig(OwnBeans.class)
	@EmbeddedBusinessUse
	static class NoClient {

		@Test
		void isNeverRun() {
			throw new AssertionError("was run");
		}

	}

	@SpringBootTest(classes = Shop.class)
	static class NotAnnotated {

		@Test
		void hasNoBackend(@Autowired ObjectProvider<EmbeddedBackend> backends,
				@Autowired ObjectProvider<BusinessRuns> runs, @Autowired BusinessUseClient client) {
			assertThat(backends).isEmpty();
			assertThat(runs).isEmpty();
			assertThat(client).isSameAs(BusinessUseClient.noop());
		}

	}

	@SpringBootTest(classes = Shop.class)
	@EmbeddedBusinessUse
	static class WithNested {

		@Test
		void outside(@Autowired Shop.Orders orders, @Autowired BusinessRuns runs) {
			orders.place("17");
			assertThat(runs.evaluate("checkout", "17")).hasPassed();
		}

		@Nested
		@TestPropertySource(properties = "nested=true")
		class Inside {

			@Test
			void inside(@Autowired Shop.Orders orders, @Autowired BusinessRuns runs) {
				orders.create("17");
				assertThat(runs.evaluate("checkout", "17")).isRunning();
			}

			@Test
			@Transactional
			void transactional(@Autowired Shop.Orders orders, @Autowired BusinessRuns runs) {
				orders.place("17");
				assertThat(runs.evaluate("checkout", "17")).hasPassed();
			}

		}

	}

	@ContextHierarchy({ @ContextConfiguration(classes = Shop.class, loader = SpringBootContextLoader.class),
			@ContextConfiguration(classes = Child.class, loader = SpringBootContextLoader.class) })
	@SpringJUnitConfig
	@EmbeddedBusinessUse
	static class Hierarchy {

		@Test
		void records(@Autowired Shop.Orders orders, @Autowired BusinessRuns runs) {
			orders.place("17");
			assertThat(runs.evaluate("checkout", "17")).hasPassed();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Child {

	}

	@SpringBootTest(classes = Shop.class)
	@EmbeddedBusinessUse
	@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
	static class Dirties {

		@Autowired
		Shop.Orders orders;

		@Autowired
		BusinessRuns runs;

		@RepeatedTest(2)
		void orderThatDiesHalfway() {
			this.orders.create("17");
			assertThat(this.runs.evaluateAfterTimeouts("checkout", "17")).hasFailedAt("order_confirmed");
		}

	}

	@SpringBootTest(classes = Shop.class)
	@EmbeddedBusinessUse
	@Execution(ExecutionMode.CONCURRENT)
	static class ParallelOrders {

		@Autowired
		Shop.Orders orders;

		@Autowired
		BusinessRuns runs;

		@RepeatedTest(20)
		void goodOrder() {
			String id = UUID.randomUUID().toString();
			this.orders.place(id);
			assertThat(this.runs.evaluate("checkout", id)).hasPassed();
		}

		@RepeatedTest(20)
		void orderThatDiesHalfway() {
			String id = UUID.randomUUID().toString();
			this.orders.create(id);
			assertThat(this.runs.evaluateAfterTimeouts("checkout", id)).hasFailedAt("order_confirmed")
				.hasRecordedExactly("cart_created");
		}

	}

}

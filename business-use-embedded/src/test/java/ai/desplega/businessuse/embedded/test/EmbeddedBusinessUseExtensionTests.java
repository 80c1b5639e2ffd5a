package ai.desplega.businessuse.embedded.test;

import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.BusinessRuns;
import ai.desplega.businessuse.embedded.EmbeddedBackend;
import ai.desplega.businessuse.flow.FlowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static ai.desplega.businessuse.embedded.test.BusinessUseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedBusinessUse} without Spring. Each test runs test classes in
 * the form in which users write them.
 */
class EmbeddedBusinessUseExtensionTests {

	@Test
	void parametersAreResolvedAndEachMethodStartsWithoutEvents() {
		TestRun run = TestRun.of(Parameters.class, OneInstance.class);
		assertThat(run.results()).hasSize(6).allSatisfy((test, result) -> assertThat(result).isEqualTo("passed"));
	}

	@EmbeddedBusinessUse
	static class Parameters {

		@BeforeEach
		void recordBefore(BusinessUseClient client) {
			client.act("before", FlowRun.of("setup", 1), Map.of());
		}

		@Test
		void hasDefinitionOfTheRun(BusinessUseClient client, BusinessRuns runs) {
			FlowRun run = Shop.CHECKOUT.run(17);
			client.act("cart_created", run, Map.of());
			assertThat(runs.evaluateAfterTimeouts(run)).hasFailedAt("order_confirmed")
				.hasRecordedExactly("cart_created");
		}

		@Test
		void keepsEventsOfBeforeEach(BusinessRuns runs) {
			assertThat(runs.evaluate("setup", 1)).hasRecordedExactly("before");
		}

		@Nested
		class Inside {

			@Test
			void sharesTheBackend(EmbeddedBackend backend, BusinessRuns runs, BusinessUseClient client) {
				assertThat(backend.runs()).isSameAs(runs);
				assertThat(backend.client()).isSameAs(client);
				client.act("inside", FlowRun.of("setup", 1), Map.of());
				assertThat(runs.evaluate("setup", 1)).hasRecordedExactly("before", "inside");
			}

		}

	}

	@EmbeddedBusinessUse
	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	static class OneInstance {

		private final BusinessUseClient client;

		private final BusinessRuns runs;

		OneInstance(BusinessUseClient client, BusinessRuns runs) {
			this.client = client;
			this.runs = runs;
		}

		@Test
		void first() {
			recordOnce();
		}

		@Test
		void second() {
			recordOnce();
		}

		@Test
		void third() {
			recordOnce();
		}

		private void recordOnce() {
			this.client.act("step", FlowRun.of("flow", 1), Map.of());
			assertThat(this.runs.evaluate("flow", 1)).hasRecordedExactly("step");
		}

	}

}

package ai.desplega.businessuse.spring.aop;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests events of annotated methods whose expressions fail or have no value.
 */
@ExtendWith(CapturedLogExtension.class)
class LostEventTests {

	private final ApplicationContextRunner contextRunner = Recorded.runner(Steps.class);

	@ParameterizedTest
	@ValueSource(strings = { "failing_run_id", "failing_condition", "condition_of_another_type", "hostile_run_id" })
	void isCountedAsInvalidAndLoggedOnce(String id, CapturedLog log) {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			steps.call(steps, id);
			steps.call(steps, id);
			ClientStatus status = context.getBean(BusinessUseClient.class).status();
			assertThat(status.recorded()).isEqualTo(2);
			assertThat(status.dropped(DropReason.INVALID)).isEqualTo(2);
			assertThat(log.text().lines().filter((line) -> line.contains("Dropped event '"))).singleElement()
				.asString()
				.contains("'" + id + "'");
		});
	}

	@Test
	void failingDataDoesNotCostTheEvent() {
		this.contextRunner.run((context) -> {
			context.getBean(Steps.class).failingData();
			assertThat(Recorded.event(context)).extracting("data").isEqualTo(Map.of());
			assertThat(context.getBean(BusinessUseClient.class).status().dropped(DropReason.INVALID)).isZero();
		});
	}

	@Test
	void sanitizesExceptionMessageInLogMessage(CapturedLog log) {
		this.contextRunner.run((context) -> {
			context.getBean(Steps.class).failingWith("declined\nWARN forged");
			assertThat(log.lines()).filteredOn((line) -> line.contains("declined"))
				.singleElement()
				.asString()
				.doesNotContain("\n");
		});
	}

	@Test
	void conditionThatIsNotMetIsNotCounted() {
		this.contextRunner.run((context) -> {
			context.getBean(Steps.class).conditional(false);
			assertThat(context.getBean(BusinessUseClient.class).status().recorded()).isZero();
		});
	}

	@Test
	void emptyOptionalIsRecordedWithoutData() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			steps.optional(Optional.empty());
			steps.future(CompletableFuture.completedFuture(Optional.empty()));
			steps.mono(Mono.just(Optional.empty())).block();
			assertThat(Recorded.events(context)).hasSize(3)
				.extracting((event) -> event.get("data"))
				.containsOnly(Map.of());
		});
	}

	@Test
	void optionalWithAValueIsUnwrapped() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			steps.optional(Optional.of(new Order("1", 2)));
			steps.future(CompletableFuture.completedFuture(Optional.of(new Order("1", 2))));
			steps.mono(Mono.just(Optional.of(new Order("1", 2)))).block();
			assertThat(Recorded.events(context)).hasSize(3)
				.extracting((event) -> event.get("data"))
				.containsOnly(Map.of("id", "1", "total", 2));
		});
	}

	@Test
	void optionalInAFieldIsItsValueOrNull() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			steps.field(Optional.of("paid"));
			steps.field(Optional.empty());
			assertThat(Recorded.events(context)).hasSize(2).extracting("data.value").containsExactly("paid", null);
		});
	}

	@Test
	void parameterThatIsNamedResultHidesTheResult(CapturedLog log) {
		Recorded.runner(Binding.class).run((context) -> {
			assertThat(log.text()).containsOnlyOnce("#result is the parameter with that name");
			Binding binding = context.getBean(Binding.class);
			binding.bind("parameter");
			binding.bindLater("parameter").join();
			assertThat(Recorded.events(context)).hasSize(2).extracting("data.result").containsOnly("parameter");
		});
	}

	@Test
	void parameterThatIsNamedResultButNotUsedIsNoProblem(CapturedLog log) {
		Recorded.runner(Unused.class).run((context) -> assertThat(log.text()).doesNotContain("#result"));
	}

	record Order(String id, int total) {

	}

	static class Binding {

		@BusinessAct(id = "bound", flow = "checkout", runId = "'1'", data = "{result: #result}")
		String bind(String result) {
			return "returned";
		}

		@BusinessAct(id = "bound_later", flow = "checkout", runId = "'1'", data = "{result: #p0}")
		CompletableFuture<String> bindLater(String result) {
			return CompletableFuture.completedFuture("returned");
		}

	}

	static class Unused {

		@BusinessAct(id = "unused", flow = "checkout", runId = "'1'", data = "{result: #p0}")
		String bind(String result) {
			return "returned";
		}

	}

	@BusinessFlow("checkout")
	static class Steps {

		void call(Steps self, String id) {
			switch (id) {
				case "failing_run_id" -> self.failingRunId();
				case "failing_condition" -> self.failingCondition();
				case "condition_of_another_type" -> self.conditionOfAnotherType();
				default -> self.hostileRunId(new Hostile());
			}
		}

		@BusinessAct(id = "failing_run_id", runId = "#root.target.fail()")
		void failingRunId() {
		}

		@BusinessAct(id = "hostile_run_id", runId = "#p0")
		void hostileRunId(Hostile hostile) {
		}

		@BusinessAct(id = "failing_condition", runId = "'1'", condition = "#root.target.fail()")
		void failingCondition() {
		}

		@BusinessAct(id = "condition_of_another_type", runId = "'1'", condition = "'yes'")
		void conditionOfAnotherType() {
		}

		@BusinessAct(id = "failing_data", runId = "'1'", data = "#root.target.fail()")
		void failingData() {
		}

		@BusinessAct(id = "failing_with", runId = "'1'", data = "T(java.lang.Long).valueOf(#p0)")
		void failingWith(String message) {
		}

		@BusinessAct(id = "conditional", runId = "'1'", condition = "#p0")
		void conditional(boolean recorded) {
		}

		@BusinessAct(id = "optional", runId = "'1'", data = "#result")
		Optional<Order> optional(Optional<Order> order) {
			return order;
		}

		@BusinessAct(id = "future", runId = "'1'", data = "#result")
		CompletableFuture<Optional<Order>> future(CompletableFuture<Optional<Order>> order) {
			return order;
		}

		@BusinessAct(id = "mono", runId = "'1'", data = "#result")
		Mono<Optional<Order>> mono(Mono<Optional<Order>> order) {
			return order;
		}

		@BusinessAct(id = "field", runId = "'1'", data = "{value: #result}")
		Optional<String> field(Optional<String> value) {
			return value;
		}

		public String fail() {
			throw new IllegalStateException("declined");
		}

	}

	static class Hostile {

		@Override
		public String toString() {
			throw new IllegalStateException("declined");
		}

	}

}

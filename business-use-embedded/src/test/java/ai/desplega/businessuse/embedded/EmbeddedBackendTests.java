package ai.desplega.businessuse.embedded;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.test.RunResultAssert;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RunResult;
import ai.desplega.businessuse.rule.Expr;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static ai.desplega.businessuse.embedded.test.BusinessUseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of evaluations in plain Java, in the form in which users write them.
 */
class EmbeddedBackendTests {

	private static final FlowDefinition CHECKOUT = FlowDefinition.builder("checkout")
		.act("cart_created")
		.act("payment_processed", (step) -> step.depIds("cart_created"))
		.act("inventory_reserved", (step) -> step.depIds("cart_created"))
		.act("coupon_applied", (step) -> step.depIds("cart_created").optional())
		.assertion("order_confirmed",
				(step) -> step.depIds("cart_created", "payment_processed", "inventory_reserved")
					.timeout(Duration.ofSeconds(10))
					.validator((data, ctx) -> ctx.deps("inventory_reserved").count() == 1
							&& ctx.deps("payment_processed").sum("amount") == data.number("total")))
		.build();

	private static final FlowDefinition VISIT = FlowDefinition.builder("visit")
		.act("owner_shown")
		.act("owner_updated", (step) -> step.depIds("owner_shown").timeout(Duration.ofMinutes(1)))
		.act("owner_mailed", (step) -> step.depIds("owner_updated").timeout(Duration.ofMinutes(1)))
		.build();

	private final EmbeddedBackend backend = EmbeddedBackend.create(CHECKOUT, VISIT);

	private final BusinessUseClient client = this.backend.client();

	private final BusinessRuns runs = this.backend.runs();

	@AfterEach
	void close() {
		this.backend.close();
	}

	@Test
	void aGoodRunPassesAndNoticesEveryMissingStep() {
		order(17, true);
		assertThat(this.runs.evaluate("checkout", 17)).hasPassed()
			.hasRecordedExactly("cart_created", "payment_processed", "inventory_reserved", "order_confirmed")
			.noticesEveryMissingStep()
			.step("payment_processed")
			.hasPassed()
			.hasData("amount", 1200L);
	}

	@Test
	void runWithoutRequiredStepFails() {
		order(17, false);
		RunResult run = this.runs.evaluate("checkout", "17");
		assertThat(run).hasFailed().hasFailedAt("order_confirmed");
		assertThat(run).step("order_confirmed").hasFailedWith("the validator returned false");
		assertThat(run).step("inventory_reserved").wasSkipped().isMissing();
		assertThat(run.missing()).containsExactly("inventory_reserved");
	}

	@Test
	void failedActNamesItsDependencies() {
		this.client.act("payment_processed", CHECKOUT.run(17), Map.of());
		assertThat(this.runs.evaluate("checkout", 17)).hasFailedAt("payment_processed")
			.step("payment_processed")
			.hasFailedWith("none of its dependencies [cart_created] was recorded");
	}

	@Test
	void aFailureShowsTheWholeRunAndItsCause() {
		order(17, false);
		RunResult run = this.runs.evaluate("checkout", 17);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(run).hasPassed())
			.withMessageMatching("(?s)Expected run '17' of flow 'checkout' to have passed, but it failed at"
					+ " order_confirmed\\.\n\n.*passed   cart_created +\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  +\\{\"items\":2}\n"
					+ ".*skipped  inventory_reserved +not recorded; a missing act is skipped\n"
					+ ".*FAILED   order_confirmed +\\+\\d+\\.\\d ms +\\{\"total\":1200}\n"
					+ "           the validator returned false: .*inventory_reserved.*");
	}

	@Test
	void softAssertionsShowTheRunOnce() {
		order(17, false);
		RunResultAssert run = assertThat(this.runs.evaluate("checkout", 17));
		SoftAssertions softly = new SoftAssertions();
		softly.check(run::hasPassed);
		softly.check(() -> run.step("order_confirmed").hasPassed());
		softly.check(() -> run.hasRecorded("inventory_reserved"));
		assertThat(softly.errorsCollected()).hasSize(3);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(softly::assertAll)
			.withMessageContaining("to have recorded inventory_reserved")
			.satisfies((failure) -> assertThat(failure.getMessage()).containsOnlyOnce("FAILED   order_confirmed"));
	}

	@Test
	void missingAssertionFailsAfterItsTimeout() {
		FlowRun run = CHECKOUT.run(17);
		this.client.act("cart_created", run, Map.of());
		assertThat(this.runs.evaluate(run)).isRunning();
		assertThat(this.runs.evaluateAfterTimeouts(run)).hasFailedAt("order_confirmed");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.runs.evaluate(run)).hasPassed())
			.withMessageContaining("still waits for order_confirmed");
	}

	@Test
	void aRunWithoutEventsNeverPasses() {
		order(1, true);
		RunResult run = this.runs.evaluate("checkout", 2);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(run).hasPassed())
			.withMessageContaining("run '2' of flow 'checkout' has no events; recorded runs of this flow: '1'");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(run).hasFailed());
	}

	@Test
	void undeclaredStepIsKnownOnlyInItsRun() {
		this.client.act("asked", FlowRun.of("refund", 1), Map.of());
		this.client.act((event) -> event.id("paid")
			.flow("refund")
			.runId(1)
			.depIds("asked")
			.validator((data, ctx) -> data.bool("ok"))
			.data("ok", true));
		this.client.act("asked", FlowRun.of("refund", 2), Map.of());
		assertThat(this.runs.evaluate("refund", 1)).hasPassed();
		assertThat(this.runs.evaluate("refund", 2)).hasPassed().hasRecordedExactly("asked");
	}

	@Test
	void reportsUnnoticedStep() {
		this.client.act("asked", FlowRun.of("refund", 1), Map.of());
		this.client.act("stamped", FlowRun.of("refund", 1), Map.of());
		RunResult run = this.runs.evaluate("refund", 1);
		assertThat(run.unnoticedSteps()).containsOnlyKeys("asked", "stamped");
		assertThat(run).noticesEveryMissingStepExcept("asked", "stamped");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(run).noticesEveryMissingStep())
			.withMessageContaining("release 0.7.0 of the backend would not notice\n  asked: the run passes without it");
	}

	@Test
	void namesTheBackendWhoseRulesIgnoreTimeouts() {
		FlowRun run = VISIT.run(1);
		this.client.act("owner_shown", run, Map.of());
		String ignored = "; release 0.7.0 of the backend ignores the timeouts of steps";
		assertThat(this.runs.evaluate(run)).isRunning();
		assertThat(this.runs.evaluateAfterTimeouts(run)).hasFailedAt("owner_updated")
			.step("owner_updated")
			.hasFailedWith("Timeout: No event received within 60000ms" + ignored)
			.and()
			.step("owner_mailed")
			.wasSkipped();
		assertThat(this.runs.evaluate(run).step("owner_mailed").message())
			.isEqualTo("not recorded; it is awaited only after one of its dependencies [owner_updated] was recorded");
		this.client.act("owner_updated", run, Map.of());
		this.client.act("owner_mailed", run, Map.of());
		RunResult complete = this.runs.evaluate(run);
		assertThat(complete.unnoticedSteps().get("owner_mailed"))
			.isEqualTo("the run passes without it, because no rule requires it" + ignored);
		assertThat(complete.unnoticedSteps().get("owner_updated")).endsWith(ignored);
		assertThat(VISIT.unnoticedSteps().get("owner_mailed")).endsWith(ignored);
	}

	@ParameterizedTest
	@MethodSource("assertionsOnAnUnknownStep")
	void suggestsTheNameOfAStep(Consumer<RunResultAssert> assertion) {
		order(17, true);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertion.accept(assertThat(this.runs.evaluate("checkout", 17))))
			.withMessageContaining("; did you mean 'cart_created'?\n");
	}

	static Stream<Consumer<RunResultAssert>> assertionsOnAnUnknownStep() {
		return Stream.of((run) -> run.hasFailedAt("cart_craeted"), (run) -> run.step("cart_craeted"),
				(run) -> run.hasRecorded("cart_craeted"), (run) -> run.hasRecordedExactly("cart_craeted"));
	}

	@Test
	void suggestsNothingForAKnownStep() {
		order(17, true);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.runs.evaluate("checkout", 17)).hasFailedAt("cart_created"))
			.withMessageContaining("to have failed at cart_created, but it passed.\n");
	}

	@Test
	void suggestsTheNameOfAFlow() {
		this.client.act("asked", FlowRun.of("refund", 1), Map.of());
		for (String[] names : new String[][] { { "chekout", "checkout" }, { "refnud", "refund" } }) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(this.runs.evaluate(names[0], 1)).hasPassed())
				.withMessageContaining("; no run of this flow was recorded; did you mean '" + names[1] + "'?");
		}
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.runs.evaluate("checkout", 1)).hasPassed())
			.withMessageContaining("; no run of this flow was recorded.");
	}

	@Test
	void hasPassedFailsForDroppedEvents() {
		order(17, true);
		this.client.act("cart_created", FlowRun.of("checkout", null), Map.of());
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.runs.evaluate("checkout", 17)).hasPassed())
			.withMessageContaining("but the client dropped 1 event (invalid 1)");
		this.backend.clear();
		order(18, true);
		assertThat(this.runs.evaluate("checkout", 18)).hasPassed();
	}

	@Test
	void unsupportedRuleGivesNoResult() {
		this.client.act((event) -> event.id("paid").flow("f").runId(1).validator(Expr.python("data['x'] > 0")));
		RunResult run = this.runs.evaluate("f", 1);
		for (Runnable assertion : new Runnable[] { () -> assertThat(run).hasPassed(), () -> assertThat(run).hasFailed(),
				() -> assertThat(run).hasFailedAt("paid") }) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run)
				.withMessageContaining("the validator of step 'paid' could not be evaluated");
		}
	}

	@Test
	void throwingRuleFailsStep() {
		this.client.act((event) -> event.id("paid").flow("f").runId(1).validator(Expr.js("data.a.b > 0")));
		assertThat(this.runs.evaluate("f", 1)).hasFailedAt("paid").step("paid").hasFailedWith("the validator failed");
	}

	@Test
	void clearRemovesEventsButKeepsDeclarations() {
		order(17, true);
		this.backend.clear();
		FlowRun run = CHECKOUT.run(17);
		this.client.act("cart_created", run, Map.of());
		assertThat(this.runs.evaluateAfterTimeouts(run)).hasFailedAt("order_confirmed")
			.hasRecordedExactly("cart_created");
	}

	@Test
	void rejectsUnusableRunId() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.runs.evaluate("checkout", null))
			.withMessageStartingWith("A run of flow 'checkout' can't be evaluated: ");
	}

	@Test
	void aDeclaredRuleThatCannotBeTranslatedIsAnError() {
		FlowDefinition broken = FlowDefinition.builder("broken")
			.assertion("checked", (step) -> step.validator((data, ctx) -> System.nanoTime() > 0))
			.build();
		try (EmbeddedBackend embedded = EmbeddedBackend.create(broken)) {
			assertThatIllegalArgumentException().isThrownBy(() -> embedded.runs().evaluate(broken.run(1)))
				.withMessageContaining("System.nanoTime");
		}
	}

	private void order(Object id, boolean reserved) {
		FlowRun run = CHECKOUT.run(id);
		this.client.act("cart_created", run, Map.of("items", 2));
		this.client.act("payment_processed", run, Map.of("amount", 1200));
		if (reserved) {
			this.client.act("inventory_reserved", run, Map.of());
		}
		this.client.assertion((event) -> event.id("order_confirmed").run(run).data("total", 1200));
	}

}

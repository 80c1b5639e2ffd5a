package ai.desplega.businessuse.flow;

import java.time.Duration;

import ai.desplega.businessuse.rule.Expr;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the search for unnoticed steps.
 */
class UnnoticedStepsTests {

	@Test
	void unreferencedActIsUnnoticed() {
		FlowDefinition flow = FlowDefinition.builder("f")
			.act("cart")
			.act("payment", (step) -> step.depIds("cart"))
			.assertion("confirmed", (step) -> step.depIds("cart", "payment").validator((data, ctx) -> data.bool("ok")))
			.build();
		assertThat(flow.unnoticedSteps()).containsExactly(org.assertj.core.api.Assertions.entry("payment",
				"no rule requires it, and no act has it as its only dependency"));
	}

	@Test
	void mentionsTimeoutOfAnActThatIsAwaited() {
		FlowDefinition flow = FlowDefinition.builder("f")
			.act("first", (step) -> step.timeout(Duration.ofMinutes(1)))
			.act("shown")
			.act("updated", (step) -> step.depIds("shown").timeout(Duration.ofMinutes(1)))
			.act("mailed", (step) -> step.depIds("updated").timeout(Duration.ofMinutes(1)))
			.build();
		assertThat(flow.unnoticedSteps()).containsOnlyKeys("first", "shown", "updated", "mailed");
		assertThat(flow.unnoticedSteps().get("first")).doesNotContain("timeout");
		assertThat(flow.unnoticedSteps().get("updated")).startsWith("a run passes if it ends before this step")
			.endsWith("; release 0.7.0 of the backend ignores the timeouts of steps");
		assertThat(flow.unnoticedSteps().get("mailed")).startsWith("no rule requires it")
			.endsWith("; release 0.7.0 of the backend ignores the timeouts of steps");
	}

	@Test
	void ruleThatRefersToStepNoticesIt() {
		FlowDefinition flow = FlowDefinition.builder("f")
			.act("cart")
			.act("payment", (step) -> step.depIds("cart"))
			.assertion("confirmed",
					(step) -> step.depIds("cart", "payment").validator((data, ctx) -> ctx.deps("payment").count() == 1))
			.build();
		assertThat(flow.unnoticedSteps()).isEmpty();
	}

	@Test
	void anActNoticesItsOnlyDependency() {
		FlowDefinition flow = FlowDefinition.builder("f")
			.act("a")
			.act("b", (step) -> step.depIds("a"))
			.assertion("c", (step) -> step.depIds("b").validator((data, ctx) -> ctx.deps("b").count() > 0))
			.build();
		assertThat(flow.unnoticedSteps()).containsOnlyKeys("b");
	}

	@Test
	void anAssertionWithoutDependenciesIsNeverAwaited() {
		FlowDefinition flow = FlowDefinition.builder("f")
			.act("a")
			.assertion("alone", (step) -> step.validator((data, ctx) -> true))
			.build();
		assertThat(flow.unnoticedSteps()).containsOnlyKeys("a", "alone");
	}

	/**
	 * Without {@code b}, no dependency of {@code c} was recorded, so {@code c} is
	 * skipped.
	 */
	@Test
	void incompleteRunIsUnnoticed() {
		FlowDefinition flow = FlowDefinition.builder("f")
			.act("a")
			.act("b", (step) -> step.depIds("a"))
			.assertion("c", (step) -> step.depIds("b").validator((data, ctx) -> ctx.deps("b").count() == 1))
			.build();
		assertThat(flow.unnoticedSteps().get("b")).startsWith("a run passes if it ends before this step");
	}

	@Test
	void optionalStepsAreLeftOut() {
		FlowDefinition flow = FlowDefinition.builder("f")
			.act("a")
			.act("coupon", (step) -> step.depIds("a").optional())
			.assertion("c", (step) -> step.depIds("a").validator((data, ctx) -> true))
			.build();
		assertThat(flow.unnoticedSteps()).isEmpty();
	}

	@Test
	void scriptMayReferToAnyDependency() {
		FlowDefinition flow = FlowDefinition.builder("f")
			.act("a")
			.act("b", (step) -> step.depIds("a"))
			.assertion("c", (step) -> step.depIds("a", "b").validator(Expr.js("ctx.deps.length === 2")))
			.build();
		assertThat(flow.unnoticedSteps()).isEmpty();
	}

}

package ai.desplega.businessuse.flow;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import ai.desplega.businessuse.rule.Expr;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of flow definitions, and of invalid definitions.
 */
class FlowDefinitionTests {

	private static final FlowDefinition CHECKOUT = FlowDefinition.builder("checkout")
		.act("cart_created")
		.act("item_added", (step) -> step.depIds("cart_created", "cart_created").description("one line"))
		.assertion("order_confirmed",
				(step) -> step.depIds("item_added")
					.timeout(Duration.ofSeconds(10))
					.filter(Expr.js("data.total > 0"))
					.validator((data, ctx) -> data.number("total") == ctx.deps("item_added").sum("price")))
		.build();

	@Test
	void returnsStepsInOrderOfDeclaration() {
		assertThat(CHECKOUT.flow()).isEqualTo("checkout");
		assertThat(CHECKOUT.steps()).extracting(StepDefinition::id)
			.containsExactly("cart_created", "item_added", "order_confirmed");
		assertThat(CHECKOUT.step("item_added")).satisfies((step) -> {
			assertThat(step.type()).isEqualTo(EventType.ACT);
			assertThat(step.depIds()).containsExactly("cart_created");
			assertThat(step.description()).isEqualTo("one line");
			assertThat(step.validator()).isNull();
		});
		assertThat(CHECKOUT.step("order_confirmed")).satisfies((step) -> {
			assertThat(step.type()).isEqualTo(EventType.ASSERT);
			assertThat(step.timeout()).isEqualTo(Duration.ofSeconds(10));
			assertThat(step.validator().script()).contains("item_added");
			assertThat(step.filter()).isEqualTo(Expr.js("data.total > 0"));
		});
		assertThat(CHECKOUT.step("order_shipped")).isNull();
	}

	@Test
	void refusesAFlowWithoutNameOrSteps() {
		assertThatIllegalArgumentException().isThrownBy(() -> FlowDefinition.builder(" "))
			.withMessage("The name of a flow must not be blank");
		refused(() -> FlowDefinition.builder("empty").build(),
				"Flow 'empty' has no step: add act(...) or assertion(...)");
		refused(() -> FlowDefinition.builder("f").act("").build(), "Flow 'f' has a step without a name");
	}

	@Test
	void refusesAStepThatIsDeclaredTwice() {
		refused(() -> FlowDefinition.builder("f").act("a").act("a").build(),
				"Flow 'f' declares step 'a' twice: remove one, or name them differently");
	}

	@Test
	void refusesAnUnknownDependencyWithASuggestion() {
		refused(() -> FlowDefinition.builder("checkout")
			.act("cart_created")
			.act("item_added", (step) -> step.depIds("cart_craeted"))
			.build(),
				"Step 'item_added' of flow 'checkout' depends on 'cart_craeted', which the flow does not declare;"
						+ " did you mean 'cart_created'?");
		refused(() -> FlowDefinition.builder("f").act("a", (step) -> step.depIds("zzz")).build(),
				"Step 'a' of flow 'f' depends on 'zzz', which the flow does not declare");
	}

	@Test
	void refusesADependencyWithoutAName() {
		for (String blank : Arrays.asList(null, "", " ")) {
			refused(() -> FlowDefinition.builder("f").act("a", (step) -> step.depIds(blank)).build(),
					"Step 'a' of flow 'f' has a dependency without a name");
		}
	}

	@Test
	void nullMeansOmittedValue() {
		FlowDefinition flow = FlowDefinition.builder("f")
			.act("a", null)
			.act("b", (step) -> step.depIds((String[]) null).timeout(null).filter(null).validator(null))
			.build();
		assertThat(flow.step("b").depIds()).isEmpty();
		refused(() -> FlowDefinition.builder("f").assertion("a", null).build(),
				"Assertion 'a' has no validator: set one, or declare the step with act(\"a\", ...)");
	}

	@Test
	void doesNotChangeWithAnArrayOfDependencies() {
		String[] depIds = { "a" };
		FlowDefinition flow = FlowDefinition.builder("f").act("a").act("b", (step) -> step.depIds(depIds)).build();
		depIds[0] = "b";
		assertThat(flow.step("b").depIds()).containsExactly("a");
	}

	@Test
	void refusesACycleAndNamesIt() {
		refused(() -> FlowDefinition.builder("f")
			.act("start")
			.act("a", (step) -> step.depIds("start", "c"))
			.act("b", (step) -> step.depIds("a"))
			.act("c", (step) -> step.depIds("b"))
			.act("end", (step) -> step.depIds("c"))
			.build(), "Flow 'f' has a cycle: a -> c -> b -> a; remove one of these dependencies");
		refused(() -> FlowDefinition.builder("f").act("a", (step) -> step.depIds("a")).build(),
				"Flow 'f' has a cycle: a -> a; remove one of these dependencies");
	}

	@Test
	void refusesAnAssertionWithoutAndAnActWithAValidator() {
		refused(() -> FlowDefinition.builder("f").assertion("a", (step) -> step.timeout(Duration.ofSeconds(1))).build(),
				"Assertion 'a' has no validator: set one, or declare the step with act(\"a\", ...)");
		refused(() -> FlowDefinition.builder("f").act("a", (step) -> step.validator((data, ctx) -> true)).build(),
				"Act 'a' has a validator: declare the step with assertion(\"a\", ...)");
	}

	@Test
	void rejectsTimeoutOutOfRange() {
		refused(() -> FlowDefinition.builder("f").act("a", (step) -> step.timeout(Duration.ofNanos(5))).build(),
				"The timeout of step 'a' must be at least 1 ms, and fit in milliseconds, but is PT0.000000005S");
		refused(() -> FlowDefinition.builder("f")
			.act("a", (step) -> step.timeout(Duration.ofSeconds(Long.MAX_VALUE)))
			.build(),
				"The timeout of step 'a' must be at least 1 ms, and fit in milliseconds, but is PT2562047788015215H30M7S");
	}

	/**
	 * Test that a lambda whose class was transformed by a tool does not break the class
	 * initialization of an application.
	 */
	@Test
	void buildsWithARuleThatCannotBeTranslated() {
		FlowDefinition flow = FlowDefinition.builder("f")
			.assertion("a", (step) -> step.validator((data, ctx) -> System.nanoTime() > 0))
			.build();
		assertThatIllegalArgumentException().isThrownBy(() -> flow.step("a").validator())
			.withMessageContaining("System.nanoTime");
		assertThat(flow.toMermaid()).contains("validator: not translatable");
	}

	@Test
	void createsRunsWithDefinition() {
		FlowRun run = CHECKOUT.run(17L);
		assertThat(run.flow()).isEqualTo("checkout");
		assertThat(run.runId()).isEqualTo("17");
	}

	@Test
	void mergesTwoPartsOfAFlow() {
		FlowDefinition shipping = FlowDefinition.builder("checkout")
			.act("order_confirmed")
			.act("shipped", (step) -> step.depIds("order_confirmed"))
			.build();
		FlowDefinition union = shipping.merge(CHECKOUT);
		assertThat(union.steps()).extracting(StepDefinition::id)
			.containsExactly("order_confirmed", "shipped", "cart_created", "item_added");
		assertThat(union.step("order_confirmed")).satisfies((step) -> {
			assertThat(step.type()).isEqualTo(EventType.ASSERT);
			assertThat(step.depIds()).containsExactly("item_added");
		});
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CHECKOUT.merge(FlowDefinition.builder("cart_created").act("a").build()))
			.withMessage("A definition of flow 'checkout' can't be merged with one of flow 'cart_created'");
	}

	@Test
	void mergesSubclassProxyOfADefinition() {
		FlowDefinition refund = FlowDefinition.builder("checkout").act("refunded").build();
		assertThat(refund.merge(proxyOf(CHECKOUT)).steps()).extracting(StepDefinition::id)
			.containsExactly("refunded", "cart_created", "item_added", "order_confirmed");
	}

	/**
	 * Create a proxy as an aspect of an application does: its own fields are not set.
	 */
	private static FlowDefinition proxyOf(FlowDefinition target) {
		return new FlowDefinition("", Map.of()) {

			@Override
			public String flow() {
				return target.flow();
			}

			@Override
			public List<StepDefinition> steps() {
				return target.steps();
			}

		};
	}

	@Test
	void refusesToMergeIntoACycle() {
		FlowDefinition forth = FlowDefinition.builder("f").act("a").act("b", (step) -> step.depIds("a")).build();
		FlowDefinition back = FlowDefinition.builder("f").act("b").act("a", (step) -> step.depIds("b")).build();
		assertThatIllegalArgumentException().isThrownBy(() -> forth.merge(back)).withMessageContaining("has a cycle");
	}

	@Test
	void acceptsChainOfTwentyThousandSteps() {
		FlowDefinition.Builder chain = FlowDefinition.builder("chain").act("s0");
		for (int i = 1; i < 20_000; i++) {
			String previous = "s" + (i - 1);
			chain.act("s" + i, (step) -> step.depIds(previous));
		}
		assertThat(chain.build().unnoticedSteps()).hasSize(19_999);
	}

	@Test
	void acceptsLayersWithManyPaths() {
		FlowDefinition.Builder layers = FlowDefinition.builder("layers").act("l0").act("r0");
		for (int i = 1; i < 60; i++) {
			String[] previous = { "l" + (i - 1), "r" + (i - 1) };
			layers.act("l" + i, (step) -> step.depIds(previous)).act("r" + i, (step) -> step.depIds(previous));
		}
		assertThatNoException().isThrownBy(() -> layers.build().unnoticedSteps());
	}

	private static void refused(Supplier<FlowDefinition> definition, String message) {
		assertThatIllegalArgumentException().isThrownBy(definition::get).withMessage(message);
	}

}

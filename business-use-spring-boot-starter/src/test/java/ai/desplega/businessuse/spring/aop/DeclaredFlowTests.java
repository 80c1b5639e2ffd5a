package ai.desplega.businessuse.spring.aop;

import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.flow.EventType;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of flows that are beans or declared by annotations.
 */
@ExtendWith(CapturedLogExtension.class)
class DeclaredFlowTests {

	@Test
	void definitionBeanProvidesDefaults() {
		Recorded.runner(Checkout.class, Shop.class).run((context) -> {
			context.getBean(Shop.class).confirm("o-1");
			context.getBean(BusinessUseClient.class).act("item_added", FlowRun.of("checkout", "o-1"), Map.of());
			List<Map<String, Object>> events = Recorded.events(context);
			assertThat(events.get(0)).containsEntry("type", "assert")
				.containsEntry("dep_ids", List.of("item_added"))
				.hasEntrySatisfying("validator", (rule) -> assertThat(rule).asString().contains("item_added"));
			assertThat(events.get(1)).containsEntry("dep_ids", List.of("cart_created"));
		});
	}

	@Test
	void annotationsAndDefinitionsAreMergedIntoOneFlow() {
		Recorded.runner(Checkout.class, Shop.class, Shipping.class).run((context) -> {
			FlowDefinition flow = context.getBean(FlowRegistry.class).flow("checkout");
			assertThat(flow.step("order_confirmed").type()).isEqualTo(EventType.ASSERT);
			FlowDefinition shipping = context.getBean(FlowRegistry.class).flow("shipping");
			assertThat(shipping.step("shipped")).satisfies((step) -> {
				assertThat(step.type()).isEqualTo(EventType.ASSERT);
				assertThat(step.depIds()).containsExactly("packed");
				assertThat(step.timeout()).hasSeconds(10);
				assertThat(step.validator().script()).isEqualTo("data.ok");
			});
			assertThat(shipping.step("packed").optional()).isTrue();
		});
	}

	@Test
	void aStepThatTheDefinitionDoesNotDeclareIsReportedAtStart(CapturedLog log) {
		Recorded.runner(Checkout.class, Typo.class)
			.run((context) -> assertThat(log.text())
				.containsOnlyOnce("@BusinessAct on " + Typo.class.getName()
						+ ".add(String): flow 'checkout' declares no" + " step 'item_aded'; did you mean 'item_added'?")
				.containsOnlyOnce("flow 'checkout' declares no step 'cart_craeted', a dependency; did you mean"
						+ " 'cart_created'?"));
	}

	@Test
	void reportsTypoInLazyBeanOnce(CapturedLog log) {
		Recorded.runner(Checkout.class, Late.class).run((context) -> {
			context.getBean(Typo.class).add("o-1");
			assertThat(log.text()).containsOnlyOnce("declares no step 'item_aded'")
				.containsOnlyOnce("declares no step 'cart_craeted'");
		});
	}

	@Test
	void lazyBeansDeclareTheirSteps(CapturedLog log) {
		Recorded.runner(Shipping.class, Late.class).run((context) -> {
			context.getBean(Returns.class).comeBack("o-1");
			assertThat(Recorded.ids(context)).containsExactly("came_back");
			assertThat(context.getBean(FlowRegistry.class).flow("shipping").step("came_back").depIds())
				.containsExactly("shipped");
			assertThat(log.text()).doesNotContain("declares no step");
		});
	}

	@Test
	void callsMayAddStepsToFlowsOfAnnotations(CapturedLog log) {
		Recorded.runner(Shipping.class).run((context) -> {
			context.getBean(BusinessUseClient.class)
				.act((event) -> event.id("labelled").flow("shipping").runId("o-1").depIds("sorted"));
			assertThat(Recorded.ids(context)).containsExactly("labelled");
			assertThat(log.text()).doesNotContain("declares no step");
		});
	}

	@Test
	void aChildContextAddsItsOwnFlowsToThoseOfItsParent(CapturedLog log) {
		Recorded.runner(Checkout.class, Typo.class)
			.run((parent) -> Recorded.childRunner(Refund.class)
				.withParent(parent)
				.run((child) -> assertThat(parent.getBean(FlowRegistry.class).flow("refund")).isNotNull()));
		assertThat(log.text()).containsOnlyOnce("declares no step 'item_aded'")
			.containsOnlyOnce("A run of flow 'checkout' passes without")
			.containsOnlyOnce("A run of flow 'refund' passes without");
	}

	@Test
	void reportsAssertionWithoutValidatorAtStart(CapturedLog log) {
		Recorded.runner(Shop.class).run((context) -> {
			assertThat(log.text()).containsOnlyOnce("Shop.confirm(String): validator is missing");
			context.getBean(Shop.class).confirm("o-1");
			assertThat(Recorded.events(context)).isEmpty();
		});
		Recorded.runner(Checkout.class, Shop.class).run((context) -> assertThat(log.text()).isNotNull());
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "business-use.api-key=", "business-use.url=ftp://events.test", "business-use.enabled=false" })
	void reportsNothingAsMissingIfTheClientIsOff(String property, CapturedLog log) {
		Recorded.childRunner(Shop.class, Shipping.class)
			.withPropertyValues("business-use.api-key=key", property)
			.run((context) -> {
				assertThat(context.getBean(BusinessUseClient.class).status().state()).isEqualTo(State.OFF);
				assertThat(context.getBean(FlowRegistry.class).flow("shipping")).isNotNull();
			});
		assertThat(log.text()).doesNotContain("passes without").doesNotContain("is missing");
	}

	@Test
	void reportsNothingAsMissingForAnOwnClientThatIsOff(CapturedLog log) {
		Recorded.childRunner(Shop.class, Shipping.class)
			.withBean(BusinessUseClient.class, BusinessUseClient::noop)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(log.text()).doesNotContain("passes without").doesNotContain("is missing");
	}

	@Test
	void aCycleAcrossAnnotationsIsReportedAtStart(CapturedLog log) {
		Recorded.runner(Cycle.class)
			.run((context) -> assertThat(log.text()).containsOnlyOnce("Flow 'circle' has a cycle: "));
	}

	@Test
	void invalidDefinitionFailsStart() {
		Recorded.runner(Invalid.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Step 'paid' of flow 'f' depends on 'crat', which the flow does not declare;"
						+ " did you mean 'cart'?"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Checkout {

		@Bean
		FlowDefinition checkoutFlow() {
			return FlowDefinition.builder("checkout")
				.act("cart_created")
				.act("item_added", (step) -> step.depIds("cart_created"))
				.assertion("order_confirmed",
						(step) -> step.depIds("item_added")
							.validator((data, ctx) -> ctx.deps("item_added").count() > 0))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Refund {

		@Bean
		FlowDefinition refundFlow() {
			return FlowDefinition.builder("refund").act("asked").act("refunded").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Invalid {

		@Bean
		FlowDefinition invalidFlow() {
			return FlowDefinition.builder("f").act("cart").act("paid", (step) -> step.depIds("crat")).build();
		}

	}

	static class Shop {

		@BusinessAssert(id = "order_confirmed", flow = "checkout", runId = "#id")
		void confirm(String id) {
		}

	}

	static class Shipping {

		@BusinessAssert(id = "shipped", flow = "shipping", runId = "#id", depIds = "packed", timeout = "10s",
				validator = "data.ok")
		void ship(String id) {
		}

	}

	static class Typo {

		@BusinessAct(id = "item_aded", flow = "checkout", runId = "#id", depIds = "cart_craeted")
		void add(String id) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Late {

		@Bean
		@Lazy
		Typo typo() {
			return new Typo();
		}

		@Bean
		@Scope("prototype")
		Returns returns() {
			return new Returns();
		}

	}

	static class Returns {

		@BusinessAct(id = "came_back", flow = "shipping", runId = "#id", depIds = "shipped")
		void comeBack(String id) {
		}

	}

	static class Cycle {

		@BusinessAct(id = "a", flow = "circle", runId = "#id", depIds = "b")
		void a(String id) {
		}

		@BusinessAct(id = "b", flow = "circle", runId = "#id", depIds = "a")
		void b(String id) {
		}

	}

}

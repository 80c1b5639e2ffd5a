package ai.desplega.businessuse.spring.aop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.BusinessFlow;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the events of {@link BusinessAct} and {@link BusinessAssert}.
 */
class EventAnnotationTests {

	@Test
	void recordsAllAttributesOnReturn() {
		Recorded.runner(Checkout.class)
			.withPropertyValues("checkout.flow=checkout", "checkout.timeout=5s", "limit=100")
			.run((context) -> {
				long before = nanos();
				Payment payment = context.getBean(Checkout.class).pay(new Order("o-1", 42.5, "EUR"));
				assertThat(payment.id()).isEqualTo("p-1");
				Map<String, Object> event = Recorded.event(context);
				assertThat(event).containsEntry("id", "payment_processed")
					.containsEntry("flow", "checkout")
					.containsEntry("run_id", "o-1")
					.containsEntry("type", "act")
					.containsEntry("data", Map.of("amount", 42.5, "currency", "EUR", "payment", "p-1"))
					.containsEntry("dep_ids", List.of("cart_created", "checkout_opened"))
					.containsEntry("description", "Payment of checkout")
					.containsEntry("conditions", List.of(Map.of("timeout_ms", 5000)))
					.containsEntry("filter", Map.of("engine", "js", "script", "data.amount < 100"))
					.containsEntry("additional_meta", Map.of("method", "pay"));
				assertThat((long) event.get("ts")).isBetween(before, nanos());
			});
	}

	@Test
	void anAssertionIsSentWithItsValidator() {
		Recorded.runner(Checkout.class).run((context) -> {
			context.getBean(Checkout.class).confirm("o-1");
			assertThat(Recorded.event(context)).containsEntry("type", "assert")
				.containsEntry("validator", Map.of("engine", "js", "script", "`${data.total}` !== ''"));
		});
	}

	@Test
	void rethrowsExceptionWithoutRecording() {
		Recorded.runner(Checkout.class).run((context) -> {
			Checkout checkout = context.getBean(Checkout.class);
			assertThatIllegalStateException().isThrownBy(checkout::fail).withMessage("declined");
			assertThat(Recorded.events(context)).isEmpty();
		});
	}

	@Test
	void keepsTemplateLiteralsInScripts() {
		Recorded.runner(Scripts.class).withPropertyValues("limit=100").run((context) -> {
			context.getBean(Scripts.class).step();
			assertThat(Recorded.event(context)).extracting("validator.script")
				.isEqualTo("`${data.total}` < 100 && `${limit}`");
		});
	}

	@Test
	void aValidatorOrFilterMayNameABean() {
		Recorded.runner(ValidatorBeans.class, WithValidatorBean.class).run((context) -> {
			context.getBean(WithValidatorBean.class).confirm();
			assertThat(Recorded.event(context))
				.containsEntry("validator", Map.of("engine", "python", "script", "data['total'] > 0"))
				.containsEntry("filter", Map.of("engine", "js", "script", Expr.of(ValidatorBeans.RULE).script()));
		});
	}

	@Test
	void recordsACallOnlyIfItsConditionIsMet() {
		Recorded.runner(Conditional.class).run((context) -> {
			context.getBean(Conditional.class).pay(5);
			context.getBean(Conditional.class).pay(50);
			assertThat(Recorded.event(context)).containsEntry("run_id", "50");
		});
	}

	@Test
	void expressionsReachArgumentsByIndexTheRootAndBeans() {
		Recorded.runner(Expressions.class, Prefix.class).run((context) -> {
			context.getBean(Expressions.class).step("run", 7);
			assertThat(Recorded.event(context)).containsEntry("run_id", "run/order-7")
				.containsEntry("data",
						Map.of("method", "step", "first", "run", "second", 7, "target", "Expressions", "result", 8));
		});
	}

	@Test
	void expressionsCannotAssignValues() {
		Recorded.runner(Assigning.class).run((context) -> {
			List<String> list = new ArrayList<>(List.of("a"));
			assertThat(context.getBean(Assigning.class).step(list)).containsExactly("a");
			assertThat(list).containsExactly("a");
			assertThat(Recorded.event(context)).containsEntry("data", Map.of());
		});
	}

	@Test
	void usesRecordOrBeanAsData() {
		Recorded.runner(WholeResult.class).run((context) -> {
			context.getBean(WholeResult.class).order();
			assertThat(Recorded.event(context)).containsEntry("data",
					Map.of("id", "o-1", "total", 1.5, "currency", "EUR"));
		});
	}

	@Test
	void recordsNullDataAsEmptyData() {
		Recorded.runner(WholeResult.class).run((context) -> {
			context.getBean(WholeResult.class).nothing();
			assertThat(Recorded.event(context)).containsEntry("data", Map.of());
		});
	}

	@Test
	void supportsComposedAnnotation() {
		Recorded.runner(Composed.class).run((context) -> {
			context.getBean(Composed.class).pay("o-1");
			assertThat(Recorded.event(context)).containsEntry("id", "payment_processed")
				.containsEntry("flow", "checkout")
				.containsEntry("run_id", "o-1");
		});
	}

	@Test
	void annotationsMayBeRepeatedAndMixed() {
		Recorded.runner(Repeated.class).run((context) -> {
			context.getBean(Repeated.class).twice("o-1");
			assertThat(Recorded.ids(context)).containsExactly("first", "second");
		});
		Recorded.runner(Repeated.class).run((context) -> {
			context.getBean(Repeated.class).mixed("o-1");
			assertThat(Recorded.ids(context)).containsExactly("payment", "composed", "payment_valid",
					"payment_in_time");
		});
	}

	@Test
	void usesAnnotationsAndNamesOfInterface() {
		Recorded.runner(ShippingService.class).run((context) -> {
			context.getBean(Shipping.class).ship("o-1");
			assertThat(Recorded.event(context)).containsEntry("id", "shipped").containsEntry("run_id", "o-1");
		});
	}

	@Test
	void recordsNearestDeclarationOnce() {
		Recorded.runner(ExpressShipping.class).run((context) -> {
			context.getBean(Shipping.class).ship("o-1");
			assertThat(Recorded.ids(context)).containsExactly("shipped_express");
		});
	}

	@Test
	void aGenericMethodCalledThroughItsInterfaceIsRecordedOnce() {
		Recorded.runner(OrderStep.class).run((context) -> {
			@SuppressWarnings("unchecked")
			Step<Order> step = context.getBean(Step.class);
			step.run(new Order("o-1", 1, "EUR"));
			assertThat(Recorded.event(context)).containsEntry("run_id", "o-1");
		});
	}

	@Test
	void flowOfMethodOverridesFlowOfClass() {
		Recorded.runner(Flows.class).run((context) -> {
			context.getBean(Flows.class).inherited();
			context.getBean(Flows.class).own();
			assertThat(Recorded.events(context)).extracting("flow").containsExactly("of_class", "of_method");
		});
	}

	@Test
	void aClientThatIsOffEvaluatesNothing() {
		Recorded.runner(Hostile.class).withPropertyValues("business-use.enabled=false").run((context) -> {
			Hostile hostile = context.getBean(Hostile.class);
			hostile.step(new Bomb());
			assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop());
			assertThat(Bomb.evaluations).isZero();
		});
	}

	@Test
	void selfInvocationIsNotRecorded() {
		Recorded.runner(SelfInvoking.class).run((context) -> {
			context.getBean(SelfInvoking.class).outer();
			assertThat(Recorded.ids(context)).containsExactly("outer");
		});
	}

	@Test
	void beansWithoutAnnotationsAreNotProxied() {
		Recorded.runner(Prefix.class, Checkout.class).run((context) -> {
			assertThat(AopUtils.isAopProxy(context.getBean(Prefix.class))).isFalse();
			assertThat(AopUtils.isCglibProxy(context.getBean(Checkout.class))).isTrue();
		});
	}

	private static long nanos() {
		Instant now = Instant.now();
		return now.getEpochSecond() * 1_000_000_000 + now.getNano();
	}

	record Order(String id, double total, String currency) {

	}

	record Payment(String id) {

	}

	@BusinessFlow("${checkout.flow:checkout}")
	static class Checkout {

		@BusinessAct(id = "payment_processed", runId = "#order.id",
				data = "{amount: #order.total, currency: #order.currency, payment: #result.id}",
				depIds = { "cart_created", "${checkout.flow}_opened" }, description = "Payment of ${checkout.flow}",
				timeout = "${checkout.timeout}", filter = "data.amount < ${limit}",
				additionalMeta = "{method: #root.methodName}")
		Payment pay(Order order) {
			return new Payment("p-1");
		}

		@BusinessAssert(id = "order_confirmed", runId = "#orderId", validator = "`${data.total}` !== ''")
		void confirm(String orderId) {
		}

		@BusinessAct(id = "failed", runId = "'1'")
		void fail() {
			throw new IllegalStateException("declined");
		}

	}

	static class Scripts {

		@BusinessAssert(id = "step", flow = "checkout", runId = "'1'",
				validator = "`${data.total}` < ${limit} && `\\${limit}`")
		void step() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ValidatorBeans {

		static final Rule RULE = (data, ctx) -> ctx.deps("item_added").count() > 0;

		@Bean
		Expr totalIsPositive() {
			return Expr.python("data['total'] > 0");
		}

		@Bean
		Rule hasDependencies() {
			return RULE;
		}

	}

	static class WithValidatorBean {

		@BusinessAssert(id = "order_confirmed", flow = "checkout", runId = "'1'", validator = "@totalIsPositive",
				filter = " @hasDependencies")
		void confirm() {
		}

	}

	static class Conditional {

		@BusinessAct(id = "large_payment", flow = "checkout", runId = "#amount", condition = "#amount > 10")
		void pay(int amount) {
		}

	}

	static class Prefix {

		public String order(int number) {
			return "order-" + number;
		}

	}

	static class Expressions {

		@BusinessAct(id = "step", flow = "checkout", runId = "#p0 + '/' + @'eventAnnotationTests.Prefix'.order(#a1)",
				data = "{method: #root.method.name, first: #root.args[0], second: #p1, "
						+ "target: #root.targetClass.simpleName, result: #result}")
		int step(String run, int number) {
			return number + 1;
		}

	}

	static class Assigning {

		@BusinessAct(id = "step", flow = "checkout", runId = "'1'", data = "#list = {a: 1}")
		List<String> step(List<String> list) {
			return list;
		}

	}

	@BusinessFlow("checkout")
	static class WholeResult {

		@BusinessAct(id = "ordered", runId = "#result.id", data = "#result")
		Order order() {
			return new Order("o-1", 1.5, "EUR");
		}

		@BusinessAct(id = "nothing", runId = "'1'", data = "#result")
		Order nothing() {
			return null;
		}

	}

	@BusinessAct(flow = "checkout", runId = "#orderId")
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface CheckoutStep {

		@AliasFor(annotation = BusinessAct.class, attribute = "id")
		String value();

	}

	static class Composed {

		@CheckoutStep("payment_processed")
		void pay(String orderId) {
		}

	}

	@BusinessFlow("checkout")
	static class Repeated {

		@BusinessAct(id = "first", runId = "#orderId")
		@BusinessAct(id = "second", runId = "#orderId")
		void twice(String orderId) {
		}

		@BusinessAct(id = "payment", runId = "#orderId")
		@CheckoutStep("composed")
		@BusinessAssert(id = "payment_valid", runId = "#orderId", validator = "data.ok")
		@BusinessAssert(id = "payment_in_time", runId = "#orderId", validator = "true", timeout = "1ms")
		void mixed(String orderId) {
		}

	}

	@BusinessFlow("shipping")
	interface Shipping {

		@BusinessAct(id = "shipped", runId = "#orderNumber")
		void ship(String orderNumber);

	}

	static class ShippingService implements Shipping {

		@Override
		public void ship(String differentName) {
		}

	}

	static class ExpressShipping extends ShippingService {

		@Override
		@BusinessAct(id = "shipped_express", runId = "#number")
		public void ship(String number) {
			super.ship(number);
		}

	}

	interface Step<T> {

		void run(T subject);

	}

	static class OrderStep implements Step<Order> {

		@Override
		@BusinessAct(id = "step", flow = "checkout", runId = "#subject.id")
		public void run(Order subject) {
		}

	}

	@BusinessFlow("of_class")
	static class Flows {

		@BusinessAct(id = "inherited", runId = "'1'")
		void inherited() {
		}

		@BusinessAct(id = "own", flow = "of_method", runId = "'1'")
		void own() {
		}

	}

	static class Bomb {

		private static int evaluations;

		public String getId() {
			evaluations++;
			throw new IllegalStateException("boom");
		}

	}

	static class Hostile {

		@BusinessAct(id = "step", flow = "checkout", runId = "#bomb.id", condition = "#bomb.id != null")
		void step(Bomb bomb) {
		}

	}

	@BusinessFlow("checkout")
	static class SelfInvoking {

		@BusinessAct(id = "outer", runId = "'1'")
		void outer() {
			inner();
		}

		@BusinessAct(id = "inner", runId = "'1'")
		void inner() {
		}

	}

}

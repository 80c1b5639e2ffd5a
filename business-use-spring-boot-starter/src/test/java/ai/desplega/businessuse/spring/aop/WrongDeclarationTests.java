package ai.desplega.businessuse.spring.aop;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import ai.desplega.businessuse.spring.testing.HiddenStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that invalid annotations and untrusted values lead to log messages and dropped
 * events, but never affect a call or the start.
 */
@ExtendWith(CapturedLogExtension.class)
class WrongDeclarationTests {

	@Test
	void reportsUnparsableExpressionAtStartWithItsPosition(CapturedLog log) {
		Recorded.runner(Unparsable.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(log.text()).containsOnlyOnce("@BusinessAct on " + Unparsable.class.getName() + ".pay(Order): "
					+ "runId \"#order.id +* 2\" is not a valid expression, so no event is recorded: position ");
			assertThat(log.text()).containsOnlyOnce(
					".refund(Order): data \"{amount: \" is not a valid expression, so events are recorded without it");
			context.getBean(Unparsable.class).pay(new Order("o-1"));
			context.getBean(Unparsable.class).refund(new Order("o-1"));
			assertThat(Recorded.event(context)).containsEntry("id", "refunded").containsEntry("data", Map.of());
		});
	}

	@Test
	void reportsUnknownArgumentAtStart(CapturedLog log) {
		Recorded.runner(UnknownArgument.class)
			.run((context) -> assertThat(log.text()).containsOnlyOnce("runId \"#ordr.id\" has #ordr at position 0: the "
					+ "method has no such argument (known: #a0, #order, #p0): is the class compiled "
					+ "with -parameters?"));
	}

	@Test
	void reportsArgumentWithoutHashAtStart(CapturedLog log) {
		Recorded.runner(WithoutSigns.class).run((context) -> {
			assertThat(log.text()).containsOnlyOnce(
					"WithoutSigns.pay(Order): runId \"order.id\" has order at position 0: " + "write #order");
			assertThat(log.text())
				.containsOnlyOnce("data \"{who: customer, what: #order}\" has customer at position 6: "
						+ "it is not a property of #root: an argument is written as #customer, "
						+ "a string as 'customer' (known: ");
			assertThat(log.text()).doesNotContain("WithoutSigns.refund");
		});
	}

	static class WithoutSigns {

		@BusinessAct(id = "paid", flow = "checkout", runId = "order.id", data = "{who: customer, what: #order}")
		public void pay(Order order) {
		}

		@BusinessAct(id = "refunded", flow = "checkout", runId = "methodName + args[0].id",
				data = "{id: #order?.id, all: #root.args.?[id != null], by: targetClass.name, 'a text': 'order'}",
				condition = "args.length > 0 and methodName == 'refund'")
		public void refund(Order order) {
		}

	}

	@Test
	void reportsFailedExpressionOnceAndRecordsEventWithoutIt(CapturedLog log) {
		Recorded.runner(Failing.class).run((context) -> {
			Failing failing = context.getBean(Failing.class);
			for (int i = 0; i < 3; i++) {
				assertThat(failing.data(new Order("o-1"))).isEqualTo("result");
			}
			assertThat(Recorded.events(context)).hasSize(3)
				.allSatisfy((event) -> assertThat(event).extracting("data.id").isEqualTo("o-1"));
			assertThat(log.text()).containsOnlyOnce("Failing.data(Order): data \"{id: #order.id, total: #order.totl}\" "
					+ "failed at position 30: EL1008E");
		});
	}

	@Test
	void failedOrNullRunIdDropsEvent(CapturedLog log) {
		Recorded.runner(Failing.class).run((context) -> {
			Failing failing = context.getBean(Failing.class);
			assertThat(failing.runId(null)).isEqualTo("result");
			assertThat(failing.runId(new Order(null))).isEqualTo("result");
			assertThat(failing.runId(new Order(" "))).isEqualTo("result");
			assertThat(Recorded.events(context)).isEmpty();
			assertThat(context.getBean(BusinessUseClient.class).status().dropped(DropReason.INVALID)).isEqualTo(3);
			assertThat(log.text()).containsOnlyOnce("Failing.runId(Order): runId \"#order.id\" failed");
		});
	}

	@Test
	void nonBooleanConditionRecordsNothing(CapturedLog log) {
		Recorded.runner(Failing.class).run((context) -> {
			context.getBean(Failing.class).condition("perhaps");
			context.getBean(Failing.class).condition("perhaps");
			assertThat(Recorded.events(context)).isEmpty();
			assertThat(log.text()).containsOnlyOnce("the result must be true or false, but is a java.lang.String");
		});
	}

	@Test
	void omitsMetaThatIsNotMap(CapturedLog log) {
		Recorded.runner(Failing.class).run((context) -> {
			context.getBean(Failing.class).meta();
			assertThat(Recorded.event(context)).doesNotContainKey("additional_meta");
			assertThat(log.text()).containsOnlyOnce("the result must be a map, but is a java.lang.String");
		});
	}

	@Test
	void returnsResultWhoseMethodsThrow() {
		Recorded.runner(HostileResults.class).run((context) -> {
			HostileResults bean = context.getBean(HostileResults.class);
			Hostile hostile = new Hostile();
			assertThat(bean.asRunId(hostile) == hostile).isTrue();
			assertThat(bean.asData(hostile) == hostile).isTrue();
			assertThat(bean.asField(hostile) == hostile).isTrue();
			assertThat(bean.later(hostile).getNow(null) == hostile).isTrue();
			assertThat(Recorded.ids(context)).doesNotContain("as_run_id");
		});
	}

	@Test
	void doesNotPropagateErrorOfApplicationCode() {
		Recorded.runner(HostileResults.class).run((context) -> {
			assertThat(context.getBean(HostileResults.class).endless(new Endless())).isEqualTo("result");
			assertThat(Recorded.events(context)).hasSize(1);
		});
	}

	@Test
	void reportsMethodsThatNoProxyCanIntercept(CapturedLog log) {
		Recorded.runner(Unreachable.class, OnlyPrivate.class, FinalClass.class).run((context) -> {
			assertThat(context).hasNotFailed();
			String never = "no proxy can intercept the method, so it is never recorded: ";
			assertThat(log.text()).containsOnlyOnce("Unreachable.hidden(): " + never + "it is private")
				.containsOnlyOnce("Unreachable.fixed(): " + never + "it is final")
				.containsOnlyOnce("Unreachable.common(): " + never + "it is static")
				.containsOnlyOnce("OnlyPrivate.hidden(): " + never + "it is private")
				.containsOnlyOnce("FinalClass.step(): " + never + "its class is final");
			context.getBean(FinalClass.class).step();
		});
	}

	@Test
	void reportsPackagePrivateMethodOfOtherPackage(CapturedLog log) {
		Recorded.runner(OtherPackage.class)
			.run((context) -> assertThat(log.text())
				.containsOnlyOnce(
						"HiddenStep.hidden(): no proxy can intercept the method, so it is never recorded: it is "
								+ "package-private, and the bean's class is in another package")
				.doesNotContain("HiddenStep.seen()"));
	}

	@Test
	void reportsAnnotationWithTwoIdsAndStarts(CapturedLog log) {
		Recorded.runner(TwoIds.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(log.text())
				.containsOnlyOnce("TwoIds.twice(): no event is recorded: Different @AliasFor mirror " + "values")
				.contains("values of [other] and [one]");
			context.getBean(TwoIds.class).twice();
			context.getBean(TwoIds.class).once();
			assertThat(Recorded.ids(context)).containsExactly("once");
		});
	}

	@Test
	void reportsTooLongExpression(CapturedLog log) {
		Recorded.runner(TooLong.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(log.text()).containsOnlyOnce("TooLong.step(): data \"{x: ")
				.contains("is not a valid expression, so events are recorded without it")
				.contains("exceeding the threshold");
			context.getBean(TooLong.class).step();
			assertThat(Recorded.event(context)).containsEntry("data", Map.of());
		});
	}

	@Test
	void reportsMethodMissingFromJdkProxyInterface(CapturedLog log) {
		Recorded.runner(Implementation.class)
			.withPropertyValues("spring.aop.proxy-target-class=false")
			.run((context) -> {
				context.getBean(Contract.class).inInterface();
				assertThat(Recorded.ids(context)).containsExactly("in_interface");
				assertThat(log.text())
					.containsOnlyOnce(
							"Implementation.notInInterface(): no proxy can intercept the method, so it is never "
									+ "recorded: no interface of the proxy declares it")
					.doesNotContain("Implementation.inInterface()");
			});
	}

	@Test
	void reportsStepInTwoFlowsAndSelfDependency(CapturedLog log) {
		Recorded.runner(FirstFlow.class, SecondFlow.class, SelfDependent.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(log.text())
				.containsOnlyOnce("step 'shared' of flow 'second' is also a step of flow 'first' (@BusinessAct on "
						+ FirstFlow.class.getName() + ".step())");
			assertThat(log.text()).containsOnlyOnce("step 'loop' depends on itself");
		});
	}

	@Test
	void reportsMissingAndUnresolvedAttributes(CapturedLog log) {
		Recorded.runner(Incomplete.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(log.text()).containsOnlyOnce("Incomplete.noId(): id is missing, so no event is recorded")
				.containsOnlyOnce("Incomplete.noFlow(): flow is missing, so no event is recorded")
				.containsOnlyOnce("Incomplete.noRunId(): runId is missing, so no event is recorded")
				.containsOnlyOnce("Incomplete.noDependency(): depIds is missing")
				.containsOnlyOnce(
						"Incomplete.unresolved(): flow \"${nobody.set.this}\" has a placeholder that can't be resolved")
				.containsOnlyOnce("Incomplete.noValidator(): validator is missing, so no event is recorded")
				.containsOnlyOnce(
						"Incomplete.negative(): timeout \"-1s\" is not a duration such as \"10s\" or \"500ms\"");
			Incomplete incomplete = context.getBean(Incomplete.class);
			incomplete.noId();
			incomplete.noFlow();
			incomplete.noRunId();
			incomplete.noDependency();
			incomplete.noValidator();
			incomplete.negative();
			assertThat(Recorded.ids(context)).containsExactly("negative");
		});
	}

	@Test
	void reportsClassOfSeveralBeansOnce(CapturedLog log) {
		Recorded.runner(SelfDependent.class)
			.withBean("other", SelfDependent.class)
			.run((context) -> assertThat(log.text()).containsOnlyOnce("depends on itself"));
	}

	record Order(String id) {

	}

	@BusinessFlow("checkout")
	static class Unparsable {

		@BusinessAct(id = "paid", runId = "#order.id +* 2")
		void pay(Order order) {
		}

		@BusinessAct(id = "refunded", runId = "#order.id", data = "{amount: ")
		void refund(Order order) {
		}

	}

	static class UnknownArgument {

		@BusinessAct(id = "paid", flow = "checkout", runId = "#ordr.id")
		void pay(Order order) {
		}

	}

	@BusinessFlow("checkout")
	static class Failing {

		@BusinessAct(id = "data", runId = "'1'", data = "{id: #order.id, total: #order.totl}")
		String data(Order order) {
			return "result";
		}

		@BusinessAct(id = "run_id", runId = "#order.id")
		String runId(Order order) {
			return "result";
		}

		@BusinessAct(id = "condition", runId = "'1'", condition = "#answer")
		void condition(String answer) {
		}

		@BusinessAct(id = "meta", runId = "'1'", additionalMeta = "'text'")
		void meta() {
		}

	}

	static class Hostile {

		public String getName() {
			throw new IllegalStateException("getter");
		}

		@Override
		public boolean equals(Object other) {
			throw new IllegalStateException("equals");
		}

		@Override
		public int hashCode() {
			throw new IllegalStateException("hashCode");
		}

		@Override
		public String toString() {
			throw new IllegalStateException("toString");
		}

	}

	static class Endless {

		public Endless getNext() {
			return getNext();
		}

	}

	@BusinessFlow("checkout")
	static class HostileResults {

		@BusinessAct(id = "as_run_id", runId = "#result")
		Hostile asRunId(Hostile hostile) {
			return hostile;
		}

		@BusinessAct(id = "as_data", runId = "'1'", data = "#result")
		Hostile asData(Hostile hostile) {
			return hostile;
		}

		@BusinessAct(id = "as_field", runId = "'1'", data = "{hostile: #result, name: #result.name}",
				additionalMeta = "{hostile: #result}", condition = "#result != null")
		Hostile asField(Hostile hostile) {
			return hostile;
		}

		@BusinessAct(id = "later", runId = "#result.name", data = "{hostile: #result}")
		CompletableFuture<Hostile> later(Hostile hostile) {
			return CompletableFuture.completedFuture(hostile);
		}

		@BusinessAct(id = "endless", runId = "'1'", data = "{next: #endless.next}")
		String endless(Endless endless) {
			return "result";
		}

	}

	@BusinessFlow("checkout")
	static class Unreachable {

		@BusinessAct(id = "hidden", runId = "'1'")
		private void hidden() {
		}

		@BusinessAct(id = "fixed", runId = "'1'")
		final void fixed() {
			hidden();
		}

		@BusinessAct(id = "common", runId = "'1'")
		static void common() {
		}

		@BusinessAct(id = "seen", runId = "'1'")
		void seen() {
		}

	}

	static class OnlyPrivate {

		@BusinessAct(id = "only_hidden", flow = "checkout", runId = "'1'")
		private void hidden() {
		}

		List<Runnable> methods() {
			return List.of(this::hidden);
		}

	}

	static final class FinalClass {

		@BusinessAct(id = "final_class", flow = "checkout", runId = "'1'")
		void step() {
		}

	}

	interface Contract {

		void inInterface();

	}

	@BusinessFlow("checkout")
	static class Implementation implements Contract {

		@Override
		@BusinessAct(id = "in_interface", runId = "'1'")
		public void inInterface() {
		}

		@BusinessAct(id = "not_in_interface", runId = "'1'")
		public void notInInterface() {
		}

	}

	static class OtherPackage extends HiddenStep {

	}

	@BusinessFlow("checkout")
	static class TwoIds {

		@BusinessAct(value = "one", id = "other", runId = "'1'")
		void twice() {
		}

		@BusinessAct(id = "once", runId = "'1'")
		void once() {
		}

	}

	@BusinessFlow("checkout")
	static class TooLong {

		private static final String BLANKS = "                                                                    ";

		private static final String MORE = BLANKS + BLANKS + BLANKS + BLANKS + BLANKS + BLANKS + BLANKS + BLANKS;

		private static final String MANY = MORE + MORE + MORE + MORE + MORE + MORE + MORE + MORE + MORE + MORE;

		@BusinessAct(id = "too_long", runId = "'1'", data = "{x: " + MANY + MANY + "1}")
		void step() {
		}

	}

	@BusinessFlow("first")
	static class FirstFlow {

		@BusinessAct(id = "shared", runId = "'1'")
		void step() {
		}

	}

	@BusinessFlow("second")
	static class SecondFlow {

		@BusinessAct(id = "shared", runId = "'1'")
		void step() {
		}

	}

	static class SelfDependent {

		@BusinessAct(id = "loop", flow = "checkout", runId = "'1'", depIds = { "start", "loop" })
		void step() {
		}

	}

	static class Incomplete {

		@BusinessAct(flow = "checkout", runId = "'1'")
		void noId() {
		}

		@BusinessAct(id = "no_flow", runId = "'1'")
		void noFlow() {
		}

		@BusinessAct(id = "no_run_id", flow = "checkout", runId = "")
		void noRunId() {
		}

		@BusinessAct(id = "no_dependency", flow = "checkout", runId = "'1'", depIds = "")
		void noDependency() {
		}

		@BusinessAct(id = "unresolved", flow = "${nobody.set.this}", runId = "'1'")
		void unresolved() {
		}

		@BusinessAssert(id = "no_validator", flow = "checkout", runId = "'1'", validator = " ")
		void noValidator() {
		}

		@BusinessAct(id = "negative", flow = "checkout", runId = "'1'", timeout = "-1s")
		void negative() {
		}

	}

}

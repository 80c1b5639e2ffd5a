package ai.desplega.businessuse.spring.aop;

import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the mistakes in annotations that {@link DeclarationChecks} reports at start.
 */
@ExtendWith(CapturedLogExtension.class)
class DeclarationChecksTests {

	@Test
	void reportsMissingRuleBeanAndDropsEvents(CapturedLog log) {
		Recorded.runner(RuleBeans.class, MissingRule.class).run((context) -> {
			assertThat(log.text()).containsOnlyOnce("@BusinessAssert on " + MissingRule.class.getName() + ".step(): "
					+ "validator \"@totalMatchs\" can't be used, so no event is recorded: there is no bean "
					+ "'totalMatchs'; beans of type Rule are: totalMatches");
			context.getBean(MissingRule.class).step();
			assertThat(Recorded.events(context)).isEmpty();
			assertThat(context.getBean(BusinessUseClient.class).status().dropped(DropReason.INVALID)).isOne();
		});
	}

	@Test
	void reportsRuleBeanOfOtherType(CapturedLog log) {
		Recorded.runner(OtherType.class)
			.withBean("limits", String.class, () -> "data.total < 10")
			.run((context) -> assertThat(log.text()).containsOnlyOnce("filter \"@limits\" can't be used, so no event is"
					+ " recorded: bean 'limits' is a java.lang.String, not a Rule; there are no beans of type Rule"));
	}

	@Test
	void reportsRuleBeanThatCannotBeTranslated(CapturedLog log) {
		Recorded.runner(Untranslatable.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(log.text())
				.containsOnlyOnce("Untranslatable.step(): validator \"@loop\" can't be used, so no event is recorded: "
						+ "bean 'loop' can't be translated: ")
				.doesNotContain("\tat ");
			context.getBean(Untranslatable.class).step();
			assertThat(Recorded.events(context)).isEmpty();
		});
	}

	@Test
	void acceptsRuleBeanThatIsProxied(CapturedLog log) {
		Recorded.runner(RuleBeans.class, GoodRule.class, ProxyingConfiguration.class).run((context) -> {
			context.getBean(GoodRule.class).step();
			assertThat(Recorded.event(context)).extracting("validator.script")
				.isEqualTo(Expr.of(RuleBeans.RULE).script());
			assertThat(log.text()).doesNotContain("can't be used");
		});
	}

	@Test
	void resolvesLazyRuleBeanAtStart(CapturedLog log) {
		Recorded.runner(RuleBeans.class, GoodRule.class)
			.withInitializer((context) -> context.addBeanFactoryPostProcessor(
					(beanFactory) -> beanFactory.getBeanDefinition("totalMatches").setLazyInit(true)))
			.run((context) -> {
				assertThat(context.getBeanFactory().containsSingleton("totalMatches")).isTrue();
				assertThat(log.text()).doesNotContain("can't be used");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "#order.total > 0", "data.total > 0 and data.ok", "data.total gt 5", "not data.ok && true",
			"T(java.lang.Math).abs(data.total) > 1", "data.items.?[price > 1].size() > 0", "data.name ?: 'x'",
			"totalMatches", "(data, ctx) -> data.total > 0", "data -> data.ok", "(data, ctx) => data.ok",
			"data => data.ok", "function (data) { return data.ok }", "return data.ok;" })
	void recognizesScriptsThatAreNotJavaScript(String script) {
		assertThat(ScriptChecks.problem(script)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "data.total > 0", "data.color === '#fff and #000'", "`${data.a} #b` !== \"\"",
			"/#abc/.test(data.id)", "data.and > 1 && data.or", "ctx.deps.length > 0 // #note", "true",
			"(data.a ? 1 : 2) > 1", "data.lt > 1 /* #x or y */", "data?.total ?? false", "!data.not",
			"data.items.some(item => item.ok)", "((total = data.total) => total > 0)()", "data.returned > 0",
			"(() => data.ok)()" })
	void acceptsJavaScript(String script) {
		assertThat(ScriptChecks.problem(script)).isNull();
	}

	@Test
	void reportsScriptThatLooksLikeSpelWithPosition(CapturedLog log) {
		Recorded.runner(SpelScript.class)
			.run((context) -> assertThat(log.text())
				.containsOnlyOnce("SpelScript.step(Order): validator \"0 < #order.total\" has '#order' at position 4, "
						+ "which looks like SpEL, but a rule is JavaScript over data and ctx")
				.containsOnlyOnce("SpelScript.step(Order): filter \"totalMatches\" is a single name, but a rule can "
						+ "read only data and ctx: for a bean, write \"@totalMatches\""));
	}

	@Test
	void reportsLiteralsThatLookLikeSpel(CapturedLog log) {
		Recorded.runner(SpelLiterals.class)
			.run((context) -> assertThat(List.of("id \"#order.id\"", "flow \"#flow\"", "depIds \"#{dep}\""))
				.allSatisfy((attribute) -> assertThat(log.text())
					.containsOnlyOnce("SpelLiterals.step(Order): " + attribute + " looks like a SpEL expression, but "
							+ "is a literal: only runId, data, additionalMeta and condition are evaluated")));
	}

	@Test
	void reportsListThatIsOneString(CapturedLog log) {
		Recorded.runner(ListAsString.class)
			.run((context) -> assertThat(log.text()).containsOnlyOnce("ListAsString.step(Order): depIds \"cart, paid\""
					+ " is one name with a comma: write {\"cart\", \"paid\"}"));
	}

	@Test
	void reportsResultOfMethodThatReturnsNothing(CapturedLog log) {
		Recorded.runner(NoResult.class)
			.run((context) -> assertThat(log.text())
				.containsOnlyOnce("NoResult.step(Order): data \"{id: #result.id}\""
						+ " has #result at position 5: the method has no return value")
				.doesNotContain("NoResult.hidden"));
	}

	@ParameterizedTest
	@CsvSource({ "10s, 10000", "500ms, 500", "10, 10000", "PT1M, 60000", "1d, 86400000" })
	void sendsTimeout(String timeout, int millis) {
		Recorded.runner(Timeout.class).withPropertyValues("timeout=" + timeout).run((context) -> {
			context.getBean(Timeout.class).step();
			assertThat(Recorded.event(context)).containsEntry("conditions", List.of(Map.of("timeout_ms", millis)));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "0s", "-5s", "999us", "${unset}", "1000000000000000000d" })
	void reportsTimeoutThatCannotBeUsed(String timeout, CapturedLog log) {
		Recorded.runner(Timeout.class).withPropertyValues("timeout=" + timeout).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(log.text()).containsOnlyOnce("Timeout.step(): timeout \"")
				.contains("so the step has no timeout");
			context.getBean(Timeout.class).step();
			assertThat(Recorded.event(context)).doesNotContainKey("conditions");
		});
	}

	@Test
	void reportsStepThatIsDeclaredDifferently(CapturedLog log) {
		Recorded.runner(FirstDeclaration.class, SecondDeclaration.class)
			.run((context) -> assertThat(log.text())
				.containsOnlyOnce("SecondDeclaration.paid(): step 'paid' differs from @BusinessAct on "
						+ FirstDeclaration.class.getName()
						+ ".paid(): type is \"assertion\" instead of \"act\", depIds "
						+ "is [cart] instead of [], validator is \"true\" instead of \"\", timeout is \"5s\" instead of "
						+ "\"\". The backend uses the attributes of the latest event, so declare the same "
						+ "attributes on both")
				.doesNotContain("step 'same'"));
	}

	@Test
	void reportsRequiredAttributesWithoutDefault(CapturedLog log) {
		Recorded.runner(OnlyId.class).run((context) -> {
			assertThat(log.text()).containsOnlyOnce("OnlyId.step(): runId is missing, so no event is recorded")
				.containsOnlyOnce("OnlyId.step(): validator is missing, so no event is recorded");
			context.getBean(OnlyId.class).step();
			assertThat(context.getBean(BusinessUseClient.class).status().dropped(DropReason.INVALID)).isOne();
		});
	}

	record Order(String id) {

	}

	@Configuration(proxyBeanMethods = false)
	static class RuleBeans {

		static final Rule RULE = (data, ctx) -> data.number("total") > 0;

		@Bean
		Rule totalMatches() {
			return RULE;
		}

	}

	@BusinessFlow("checkout")
	static class MissingRule {

		@BusinessAssert(id = "step", runId = "'1'", validator = "@totalMatchs")
		void step() {
		}

	}

	@BusinessFlow("checkout")
	static class GoodRule {

		@BusinessAssert(id = "step", runId = "'1'", validator = "@totalMatches")
		void step() {
		}

	}

	@BusinessFlow("checkout")
	static class OtherType {

		@BusinessAct(id = "step", runId = "'1'", filter = "@limits")
		void step() {
		}

	}

	@BusinessFlow("checkout")
	@Configuration(proxyBeanMethods = false)
	static class Untranslatable {

		@Bean
		static Rule loop() {
			return (data, ctx) -> {
				System.out.println(data);
				return true;
			};
		}

		@BusinessAssert(id = "step", runId = "'1'", validator = "@loop")
		void step() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxyingConfiguration {

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			BeanNameAutoProxyCreator proxies = new BeanNameAutoProxyCreator();
			proxies.setBeanNames("totalMatches");
			return proxies;
		}

	}

	@BusinessFlow("checkout")
	static class SpelScript {

		@BusinessAssert(id = "step", runId = "'1'", validator = "0 < #order.total", filter = "totalMatches")
		void step(Order order) {
		}

	}

	static class SpelLiterals {

		@BusinessAct(id = "#order.id", flow = "#flow", depIds = "#{dep}", runId = "'1'")
		void step(Order order) {
		}

	}

	@BusinessFlow("checkout")
	static class ListAsString {

		@BusinessAct(id = "shipped", depIds = "cart, paid", runId = "#order.id")
		void step(Order order) {
		}

	}

	@BusinessFlow("checkout")
	static class NoResult {

		@BusinessAct(id = "paid", runId = "#order.id", data = "{id: #result.id}")
		void step(Order order) {
		}

		@BusinessAct(id = "refunded", runId = "#order.id", data = "{text: #results}")
		void hidden(Order order, String results) {
		}

	}

	@BusinessFlow("checkout")
	static class Timeout {

		@BusinessAct(id = "step", runId = "'1'", timeout = "${timeout}")
		void step() {
		}

	}

	@BusinessFlow("checkout")
	static class FirstDeclaration {

		@BusinessAct(id = "paid", runId = "'1'")
		void paid() {
		}

		@BusinessAct(id = "same", runId = "'1'", depIds = { "a", "b" })
		void same() {
		}

	}

	@BusinessFlow("checkout")
	static class SecondDeclaration {

		@BusinessAssert(id = "paid", runId = "'1'", validator = "true", depIds = "cart", timeout = "5s")
		void paid() {
		}

		@BusinessAct(id = "same", runId = "'2'", depIds = { "b", "a" })
		void same() {
		}

	}

	@BusinessFlow("checkout")
	static class OnlyId {

		@BusinessAssert("step")
		void step() {
		}

	}

}

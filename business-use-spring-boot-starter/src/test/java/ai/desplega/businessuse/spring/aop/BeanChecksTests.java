package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;

import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.PriorityOrdered;
import org.springframework.expression.spel.standard.SpelExpressionParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports of {@link BeanChecks} and {@link ExpressionChecks} at start.
 */
@ExtendWith(CapturedLogExtension.class)
class BeanChecksTests {

	@Test
	void checksInterfacesOfProxyInFrontOfOtherClass(CapturedLog log) {
		Recorded.runner().withBean(Repository.class, () -> {
			ProxyFactory factory = new ProxyFactory(new SimpleRepository());
			factory.setInterfaces(Repository.class);
			factory.addAdvice((MethodInterceptor) (invocation) -> "saved");
			return (Repository) factory.getProxy();
		}).run((context) -> assertThat(log.text()).containsOnlyOnce("Repository.save(String): runId \"#rn\" has #rn"));
	}

	@Test
	void checksInterfacesOfOtherProxy(CapturedLog log) {
		Recorded.runner()
			.withBean(Repository.class,
					() -> (Repository) Proxy.newProxyInstance(getClass().getClassLoader(),
							new Class<?>[] { Repository.class }, (proxy, method, arguments) -> null))
			.run((context) -> assertThat(log.text())
				.containsOnlyOnce("Repository.save(String): runId \"#rn\" has #rn"));
	}

	@Test
	void reportsCallbacksThatBypassProxy(CapturedLog log) {
		Recorded.runner(Callbacks.class).run((context) -> {
			String consequence = " calls the method on the object itself and not on its proxy, so that call is not "
					+ "recorded";
			assertThat(log.text()).containsOnlyOnce("Callbacks.start(): @PostConstruct" + consequence)
				.containsOnlyOnce("Callbacks.stop(): @PreDestroy" + consequence)
				.containsOnlyOnce("Callbacks.inject(GenericApplicationContext): @Autowired" + consequence)
				.containsOnlyOnce("Callbacks.afterPropertiesSet(): InitializingBean" + consequence)
				.doesNotContain("Callbacks.step()");
		});
	}

	@Test
	void reportsBeansThatAreNeverPostProcessed(CapturedLog log) {
		Recorded.runner(NeedsEarlyStep.class, EarlyStep.class)
			.withInitializer((context) -> context.getBeanFactory().registerSingleton("object", new ObjectStep()))
			.withInitializer((context) -> {
				GenericBeanDefinition definition = (GenericBeanDefinition) BeanDefinitionBuilder
					.genericBeanDefinition(StepFactory.class)
					.getBeanDefinition();
				definition.setSynthetic(true);
				((GenericApplicationContext) context).registerBeanDefinition("synthetic", definition);
			})
			.run((context) -> {
				context.getBean("synthetic");
				assertThat(log.text())
					.containsOnlyOnce(
							"EarlyStep.step(): bean 'beanChecksTests.EarlyStep' was not post-processed, so the"
									+ " method is never recorded")
					.containsOnlyOnce("ObjectStep.step(): bean 'object' was not post-processed")
					.containsOnlyOnce("SyntheticStep.step(): bean 'synthetic' was not post-processed");
			});
	}

	@Test
	void acceptsFactoryWhoseObjectIsCreatedLater(CapturedLog log) {
		Recorded.runner(StepFactory.class).run((context) -> assertThat(log.text()).doesNotContain("never recorded"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					{order-id: #id, total: 5}       | has the key order-id at position 1: write 'order-id'
					id + '-1'                       | has id at position 0: write #id
					total > 5                       | has total at position 0: it is not a property of #root: an argument is written as #total
					{1, id}                         | has id at position 4: write #id
					#id.concat(id)                  | has id at position 11: write #id
					#id == '' ? id : 'x'            | has id at position 12: write #id
					id ?: 'x'                       | has id at position 0: write #id
					!id.empty                       | has id at position 1: write #id
					#items.get(total)               | has total at position 11
					{a: {b: id}}                    | has id at position 8: write #id
					result.id                       | has result at position 0: write #result
					{a: [id]}                       | has [id] at position 4: it is not a property of #root: write {#a, #b} for a list
					[0].name                        | has [0] at position 0: it is not a property of #root
					#root.id                        | has id at position 6: write #id
					#idd                            | has #idd at position 0: the method has no such argument (known: #id
					{#id: 1, 'a b': 2, 3: id}       | has id at position 22: write #id
					#format(#id)                    | calls #format(...) at position 0: functions are not supported
					format(#id)                     | calls format(...) at position 0: #root has no such method
					T(no.such.Type).x()             | has T(no.such.Type) at position 0: there is no such class
					#id = 'x'                       | has an assignment at position
					""")
	void reportsUnknownNamesWithPositionAndFix(String expression, String mistake) {
		assertThat(mistakes(expression)).startsWith(mistake);
	}

	@ParameterizedTest
	@ValueSource(strings = { "#id", "{id: #id, 'order-id': 5, total: #result.total}", "#items.?[total > 5].![id]",
			"#items[key]", "[args][0]", "#root['methodName']", "#items[0].list[1]", "args[0].id + methodName",
			"#root.target.name", "#result?.id ?: #p0", "@bean.call(#id)", "T(java.lang.Math).max(1, 2)",
			"T(String).valueOf(#id)", "getMethodName()", "new String('x')", "#items.^[#this > 5]", "{:}", "{}",
			"#id matches '[a-z]+' and not #items.empty" })
	void acceptsKnownNames(String expression) {
		assertThat(mistakes(expression)).isEmpty();
	}

	@Test
	void recordsOtherEntriesOfDataWithInvalidKey(CapturedLog log) {
		Recorded.runner(OddKey.class).run((context) -> {
			context.getBean(OddKey.class).step("o-1");
			assertThat(Recorded.event(context)).extracting("data").isEqualTo(Map.of("total", 5, "o-1", 6));
			assertThat(log.text())
				.contains("OddKey.step(String): data \"{order-id: #id, total: 5, #id: 6}\" has the key "
						+ "order-id at position 1: write 'order-id'");
		});
	}

	private static String mistakes(String expression) {
		StringBuilder mistakes = new StringBuilder();
		new ExpressionChecks(expression, Set.of("id", "items", "p0"), mistakes::append)
			.check(new SpelExpressionParser().parseRaw(expression).getAST(), true);
		return mistakes.toString();
	}

	@BusinessFlow("checkout")
	interface Repository {

		@BusinessAct(id = "saved", runId = "#rn")
		String save(String run);

	}

	static class SimpleRepository {

	}

	@BusinessFlow("checkout")
	static class Callbacks implements InitializingBean {

		@PostConstruct
		@BusinessAct(id = "started", runId = "'1'")
		void start() {
		}

		@PreDestroy
		@BusinessAct(id = "stopped", runId = "'1'")
		void stop() {
		}

		@Autowired
		@BusinessAct(id = "injected", runId = "'1'")
		void inject(GenericApplicationContext context) {
		}

		@Override
		@BusinessAct(id = "set", runId = "'1'")
		public void afterPropertiesSet() {
		}

		@BusinessAct(id = "step", runId = "'1'")
		void step() {
		}

	}

	@BusinessFlow("checkout")
	static class EarlyStep {

		@BusinessAct(id = "early", runId = "'1'")
		void step() {
		}

	}

	static class NeedsEarlyStep implements BeanPostProcessor, PriorityOrdered, BeanFactoryAware {

		@Override
		public void setBeanFactory(BeanFactory beanFactory) {
			beanFactory.getBean(EarlyStep.class);
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

	@BusinessFlow("checkout")
	static class ObjectStep {

		@BusinessAct(id = "object", runId = "'1'")
		void step() {
		}

	}

	@BusinessFlow("checkout")
	static class SyntheticStep {

		@BusinessAct(id = "synthetic", runId = "'1'")
		void step() {
		}

	}

	static class StepFactory implements FactoryBean<SyntheticStep> {

		@Override
		public SyntheticStep getObject() {
			return new SyntheticStep();
		}

		@Override
		public Class<?> getObjectType() {
			return SyntheticStep.class;
		}

	}

	static class OddKey {

		@BusinessAct(id = "step", flow = "checkout", runId = "#id", data = "{order-id: #id, total: 5, #id: 6}")
		void step(String id) {
		}

	}

}

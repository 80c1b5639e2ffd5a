package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.BusinessEventCustomizer;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.spring.aop.BusinessUseAnnotationsAutoConfiguration;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the interception of methods: on a bare proxy, by the post-processor, and in
 * an application.
 */
class ProxyTests {

	@Test
	void interceptorWorksWithoutContext() throws Exception {
		InMemoryTransport transport = new InMemoryTransport();
		try (BusinessUseClient client = BusinessUseClient.builder().transport(transport).build()) {
			DefaultListableBeanFactory beanFactory = beanFactory(client);
			AnnotatedMethods methods = new AnnotatedMethods((text) -> text);
			ProxyFactory factory = new ProxyFactory(new Service());
			factory.addAdvice(new EventInterceptor(methods,
					new MethodEventsFactory(beanFactory, new RuleResolver(beanFactory)),
					new ClientLookup(beanFactory.getBeanProvider(BusinessUseClient.class)), new NestedProxies()));
			Step proxy = (Step) factory.getProxy();
			assertThat(proxy.step("o-1")).isEqualTo("o-1 done");
			assertThat(proxy.other()).isEqualTo("other");
		}
		assertThat(transport.events()).extracting(RecordedEvent::runId).containsExactly("o-1");
	}

	@Test
	void proxiesOnlyBeansWithAnnotations() {
		DefaultListableBeanFactory beanFactory = beanFactory(BusinessUseClient.noop());
		EventAnnotationBeanPostProcessor postProcessor = new EventAnnotationBeanPostProcessor(
				beanFactory.getBeanProvider(BusinessUseClient.class));
		postProcessor.setBeanFactory(beanFactory);
		Object plain = new Object();
		assertThat(postProcessor.postProcessAfterInitialization(plain, "plain")).isSameAs(plain);
		Object service = postProcessor.postProcessAfterInitialization(new Service(), "service");
		assertThat(AopUtils.isAopProxy(service)).isTrue();
		assertThat(((Advised) service).getAdvisorCount()).isOne();
	}

	@Test
	void findsAnnotationsOfAClassOnce() {
		AnnotatedMethods methods = new AnnotatedMethods((text) -> text);
		assertThat(methods.of(Service.class)).hasSize(1).isSameAs(methods.of(Service.class));
		assertThat(methods.of(Object.class)).isEmpty();
	}

	@Test
	void recordsProxyWithoutTarget() {
		Recorded.runner(InterfaceClient.class).run((context) -> {
			assertThat(context.getBean(Remote.class).call("o-1")).isEqualTo("called");
			assertThat(Recorded.event(context)).containsEntry("id", "called").containsEntry("run_id", "o-1");
		});
	}

	/**
	 * Test a proxy like that of a Spring HTTP service, which has no target.
	 */
	@Test
	void usesFlowOfInterfaceForProxyWithoutTarget() {
		Recorded.runner().withBean(RemoteInFlow.class, () -> {
			MethodInterceptor call = (invocation) -> "called";
			return (RemoteInFlow) new ProxyFactory(RemoteInFlow.class, call).getProxy();
		}).run((context) -> {
			assertThat(context.getBean(RemoteInFlow.class).callWithoutFlow("o-1")).isEqualTo("called");
			assertThat(Recorded.event(context)).containsEntry("flow", "refunds").containsEntry("run_id", "o-1");
		});
	}

	@Test
	@ExtendWith(CapturedLogExtension.class)
	void reportsSeveralClientsAndUsesNone(CapturedLog log) {
		Recorded.runner(Service.class)
			.withBean("one", BusinessUseClient.class, BusinessUseClient::noop)
			.withBean("two", BusinessUseClient.class, BusinessUseClient::noop)
			.run((context) -> {
				assertThat(log.text()).contains("No annotated method is recorded");
				context.getBean(Service.class).step("o-1");
				context.getBean(Service.class).step("o-2");
				assertThat(log.text()).containsOnlyOnce("No annotated method is recorded").contains("but found 2");
			});
	}

	@Test
	void aDefaultMethodOfAnInterfaceIsRecorded() {
		Recorded.runner(InheritsDefault.class).run((context) -> {
			context.getBean(InheritsDefault.class).step("o-1");
			assertThat(Recorded.event(context)).containsEntry("run_id", "o-1");
		});
	}

	@Test
	void classProxiesAreTheDefault() {
		Recorded.runner(Service.class).run((context) -> {
			assertThat(AopUtils.isCglibProxy(context.getBean(Step.class))).isTrue();
			context.getBean(Service.class).step("o-1");
			assertThat(Recorded.ids(context)).containsExactly("step");
		});
	}

	@Test
	void interfaceProxiesWork() {
		Recorded.runner(Service.class).withPropertyValues("spring.aop.proxy-target-class=false").run((context) -> {
			assertThat(AopUtils.isJdkDynamicProxy(context.getBean(Step.class))).isTrue();
			context.getBean(Step.class).step("o-1");
			assertThat(Recorded.ids(context)).containsExactly("step");
		});
	}

	@Test
	void worksWithoutAutoProxies() {
		for (String targetClass : new String[] { "true", "false" }) {
			Recorded.runner(Service.class)
				.withPropertyValues("spring.aop.auto=false", "spring.aop.proxy-target-class=" + targetClass)
				.run((context) -> {
					assertThat(AopUtils.isCglibProxy(context.getBean(Step.class)))
						.isEqualTo(Boolean.valueOf(targetClass));
					context.getBean(Step.class).step("o-1");
					assertThat(Recorded.ids(context)).containsExactly("step");
				});
		}
	}

	@Test
	void callsWorkWithoutClient() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AopAutoConfiguration.class, BusinessUseAnnotationsAutoConfiguration.class))
			.withBean(Service.class)
			.run((context) -> assertThat(context.getBean(Step.class).step("o-1")).isEqualTo("o-1 done"));
	}

	@Test
	@ExtendWith(CapturedLogExtension.class)
	void nothingIsInitializedEarlyAndNoBeanMissesItsPostProcessors(CapturedLog log) {
		Recorded.runner(Witness.class).run((context) -> {
			ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
			context.getBean(Step.class).step("o-1");
			assertThat(Recorded.ids(context)).containsExactly("step");
			assertThat(context.getBean(AtomicInteger.class)).hasValue(beanFactory.getBeanPostProcessorCount());
			assertThat(log.text()).doesNotContain("not eligible");
		});
	}

	@Test
	void childContextRecordsItsBeansWithTheClientOfTheParent() {
		Recorded.runner(Service.class)
			.run((parent) -> Recorded.childRunner(Service.class).withParent(parent).run((child) -> {
				child.getBean(Step.class).step("o-1");
				parent.getBean(Step.class).step("o-2");
				assertThat(Recorded.events(parent)).extracting("run_id").containsExactly("o-1", "o-2");
			}));
	}

	private static DefaultListableBeanFactory beanFactory(BusinessUseClient client) {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerSingleton("client", client);
		return beanFactory;
	}

	interface Step {

		String step(String run);

		String other();

	}

	static class Service implements Step {

		@Override
		@BusinessAct(id = "step", flow = "checkout", runId = "#run")
		public String step(String run) {
			return run + " done";
		}

		@Override
		public String other() {
			return "other";
		}

	}

	interface Remote {

		@BusinessAct(id = "called", flow = "checkout", runId = "#run")
		String call(String run);

	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceClient {

		@Bean
		Remote remote() {
			return (Remote) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Remote.class },
					(proxy, method, arguments) -> "called");
		}

	}

	interface RemoteWithoutFlow {

		@BusinessAct(id = "called", runId = "#run")
		String callWithoutFlow(String run);

	}

	@BusinessFlow("refunds")
	interface RemoteInFlow extends RemoteWithoutFlow {

	}

	interface WithDefault {

		@BusinessAct(id = "default", flow = "checkout", runId = "#run")
		default void step(String run) {
		}

	}

	static class InheritsDefault implements WithDefault {

	}

	/**
	 * Records the number of post-processors when the client is created.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Witness {

		@Bean
		AtomicInteger postProcessors() {
			return new AtomicInteger();
		}

		@Bean
		BusinessEventCustomizer witness(ConfigurableListableBeanFactory beanFactory, AtomicInteger postProcessors) {
			postProcessors.set(beanFactory.getBeanPostProcessorCount());
			return (event) -> event;
		}

		@Bean
		Service service() {
			return new Service();
		}

	}

}

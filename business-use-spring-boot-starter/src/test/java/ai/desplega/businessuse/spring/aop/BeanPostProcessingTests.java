package ai.desplega.businessuse.spring.aop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import jakarta.annotation.PostConstruct;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Bean.Bootstrap;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventAnnotationBeanPostProcessor}.
 */
@Timeout(60)
class BeanPostProcessingTests {

	private static final String STEPS = "beanPostProcessingTests.Steps";

	@Test
	void hasOneProxyClassForAllInstances() {
		Set<Class<?>> classes = new HashSet<>();
		for (int i = 0; i < 2; i++) {
			Recorded.runner(Prototype.class).run((context) -> {
				for (int j = 0; j < 20; j++) {
					classes.add(context.getBean(Prototype.class).getClass());
					classes.add(context.getAutowireCapableBeanFactory().createBean(Prototype.class).getClass());
				}
			});
		}
		assertThat(classes).singleElement().matches((type) -> type != Prototype.class);
	}

	@ParameterizedTest
	@ValueSource(classes = { OrderedListeners.class, Listeners.class })
	<T extends Listeners> void isAppliedBeforePostProcessorsThatKeepBeans(Class<T> type) {
		Recorded.runner(type, Steps.class).run((context) -> {
			context.getBean(type).call("steps", "o-1");
			assertThat(Recorded.ids(context)).containsExactly("step");
		});
	}

	@Test
	void recordsObjectWithTwoNamesOnce() {
		Recorded.runner(Steps.class, Published.class).run((context) -> {
			context.getBean("api", Api.class).step("o-1");
			assertThat(Recorded.ids(context)).containsExactly("step");
		});
	}

	@Test
	void recordsBeanThatChildContextPublishesOnce() {
		Recorded.runner(Steps.class)
			.run((parent) -> Recorded.childRunner(PublishedFromParent.class).withParent(parent).run((child) -> {
				child.getBean("api", Api.class).step("o-1");
				assertThat(Recorded.ids(parent)).containsExactly("step");
			}));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void recordsBeanBehindProxyFactoryBeanOnce(boolean proxyTargetClass) {
		Recorded.runner(Steps.class, FactoryBeans.class)
			.withPropertyValues("spring.aop.proxy-target-class=" + proxyTargetClass)
			.run((context) -> {
				context.getBean("frozen", Api.class).step("o-1");
				context.getBean("opaque", Api.class).step("o-2");
				context.getBean("prototypes", Api.class).step("o-3");
				assertThat(Recorded.events(context)).hasSize(3);
			});
	}

	@Test
	void recordsProxyThatPassesCallsToAnnotatedBeanOnce() {
		Recorded.runner(Steps.class, RepositoryConfiguration.class).run((context) -> {
			context.getBean(Repository.class).step("o-1");
			context.getBean(Repository.class).save("o-2");
			assertThat(Recorded.ids(context)).containsExactly("step", "saved");
		});
	}

	@Test
	void recordsObjectsOfCompositeEach() {
		Recorded.runner(Steps.class, Composite.class).run((context) -> {
			context.getBean(Composite.class).step("o-1");
			assertThat(Recorded.events(context)).hasSize(2);
		});
	}

	@Test
	void recordsGatewayWhoseFirstInterceptorEndsTheCall() {
		MethodInterceptor gateway = (invocation) -> "sent";
		MethodInterceptor never = (invocation) -> {
			throw new IllegalStateException("never called");
		};
		Recorded.runner().withBean("gateway", Api.class, () -> {
			ProxyFactory factory = new ProxyFactory(Api.class, gateway);
			factory.addAdvice(never);
			return (Api) factory.getProxy();
		}).run((context) -> {
			assertThat(context.getBean(Api.class).step("o-1")).isEqualTo("sent");
			assertThat(Recorded.ids(context)).containsExactly("step");
		});
	}

	@Test
	void keepsSerializableBeanSerializable() {
		Recorded.runner(Cart.class).run((context) -> {
			Cart cart = context.getBean(Cart.class);
			assertThat(AopUtils.isAopProxy(cart)).isTrue();
			cart.add("apple");
			Cart copy = copy(cart);
			assertThat(copy.add("pear")).containsOnlyKeys("apple", "pear");
			assertThat(Recorded.events(context)).hasSize(2);
		});
	}

	@Test
	void callsSerializedBeanWithoutContext() throws Exception {
		CompletableFuture<byte[]> bytes = new CompletableFuture<>();
		Recorded.runner(Cart.class).run((context) -> bytes.complete(serialize(context.getBean(Cart.class))));
		Cart copy = (Cart) deserialize(bytes.getNow(null));
		assertThat(copy.add("pear")).containsOnlyKeys("pear");
	}

	@Test
	void doesNotWaitForBeansThatAnotherThreadCreates() {
		Recorded.runner(Steps.class, Waiting.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				context.getBean(Waiting.class);
				assertThat(Recorded.ids(context)).containsExactly("step");
			});
	}

	@Test
	@ExtendWith(CapturedLogExtension.class)
	void recordsCallsOfBackgroundInitialization(CapturedLog log) {
		Recorded.runner(Background.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(Recorded.ids(context)).containsExactly("step");
			assertThat(log.text()).doesNotContain("failed");
		});
	}

	private static Cart copy(Cart cart) throws IOException, ClassNotFoundException {
		return (Cart) deserialize(serialize(cart));
	}

	private static byte[] serialize(Object object) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
			stream.writeObject(object);
		}
		return bytes.toByteArray();
	}

	private static Object deserialize(byte[] bytes) throws IOException, ClassNotFoundException {
		try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
			return stream.readObject();
		}
	}

	@Scope("prototype")
	static class Prototype {

		@BusinessAct(id = "prototype", flow = "checkout", runId = "'1'")
		void step() {
		}

	}

	interface Api {

		@BusinessAct(id = "step", flow = "checkout", runId = "#run")
		String step(String run);

	}

	static class Steps implements Api {

		@Override
		public String step(String run) {
			return run;
		}

	}

	/**
	 * Stores beans like post-processors for listeners, and calls them later.
	 */
	static class Listeners implements BeanPostProcessor {

		private final Map<String, Object> beans = new LinkedHashMap<>();

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			this.beans.put(beanName, bean);
			return bean;
		}

		void call(String beanName, String run) throws ReflectiveOperationException {
			Object bean = this.beans.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().toLowerCase().endsWith(beanName))
				.findFirst()
				.orElseThrow()
				.getValue();
			Method method = bean.getClass().getMethod("step", String.class);
			method.setAccessible(true);
			method.invoke(bean, run);
		}

	}

	static class OrderedListeners extends Listeners implements Ordered {

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Published {

		@Bean
		Api api(Steps steps) {
			return steps;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PublishedFromParent {

		@Bean
		Api api(Api parents) {
			return parents;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryBeans {

		@Bean
		ProxyFactoryBean frozen(@Qualifier(STEPS) Api steps) {
			ProxyFactoryBean factory = new ProxyFactoryBean();
			factory.setInterfaces(Api.class);
			factory.setTarget(steps);
			factory.setFrozen(true);
			return factory;
		}

		@Bean
		ProxyFactoryBean opaque(@Qualifier(STEPS) Api steps) {
			ProxyFactoryBean factory = new ProxyFactoryBean();
			factory.setInterfaces(Api.class);
			factory.setTarget(steps);
			factory.setOpaque(true);
			return factory;
		}

		@Bean
		@Scope("prototype")
		Api prototype() {
			return new Steps();
		}

		@Bean
		ProxyFactoryBean prototypes() {
			ProxyFactoryBean factory = new ProxyFactoryBean();
			factory.setInterfaces(Api.class);
			factory.setTargetName("prototype");
			factory.setSingleton(false);
			return factory;
		}

	}

	/**
	 * Repository that extends the interface of its fragment.
	 */
	interface Repository extends Api {

		@BusinessAct(id = "saved", flow = "checkout", runId = "#run")
		String save(String run);

	}

	@Configuration(proxyBeanMethods = false)
	static class RepositoryConfiguration {

		@Bean
		Repository repository(Steps fragment) {
			ProxyFactory factory = new ProxyFactory(new Object());
			factory.setInterfaces(Repository.class);
			factory.addAdvice((MethodInterceptor) (invocation) -> {
				String run = (String) invocation.getArguments()[0];
				return invocation.getMethod().getName().equals("step") ? fragment.step(run) : run;
			});
			return (Repository) factory.getProxy();
		}

	}

	static class Composite implements Api {

		private final Steps steps;

		Composite(Steps steps) {
			this.steps = steps;
		}

		@Override
		public String step(String run) {
			return this.steps.step(run);
		}

	}

	@SuppressWarnings("serial")
	public static class Cart implements Serializable {

		private final Map<String, Integer> items = new LinkedHashMap<>();

		@BusinessAct(id = "added", flow = "checkout", runId = "'1'")
		public Map<String, Integer> add(String item) {
			this.items.merge(item, 1, Integer::sum);
			return this.items;
		}

	}

	static class Waiting {

		private final ObjectProvider<Steps> steps;

		Waiting(Steps steps, ObjectProvider<Steps> provider) {
			this.steps = provider;
		}

		@PostConstruct
		void waitForOtherThread() throws Exception {
			Steps existing = this.steps.getObject();
			assertThat(CompletableFuture.supplyAsync(() -> existing.step("o-1")).get(30, TimeUnit.SECONDS))
				.isEqualTo("o-1");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Background {

		@Bean
		TaskExecutor bootstrapExecutor() {
			return new SimpleAsyncTaskExecutor("bootstrap-");
		}

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean(bootstrap = Bootstrap.BACKGROUND)
		@DependsOn("steps")
		CompletableFuture<String> called(Steps steps) {
			return CompletableFuture.completedFuture(steps.step("o-1"));
		}

	}

}

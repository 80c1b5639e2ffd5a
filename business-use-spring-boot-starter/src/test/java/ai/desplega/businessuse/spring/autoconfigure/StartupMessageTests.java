package ai.desplega.businessuse.spring.autoconfigure;

import java.lang.reflect.Proxy;
import java.util.List;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.spring.actuate.BusinessUseActuateAutoConfiguration;
import ai.desplega.businessuse.spring.aop.BusinessUseAnnotationsAutoConfiguration;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartupMessage}, the only message at level INFO at startup.
 */
@ExtendWith(CapturedLogExtension.class)
class StartupMessageTests {

	private static final String MESSAGE = "INFO " + BusinessUseAutoConfiguration.class.getName() + ": Business-Use is ";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Starter.class);

	@Test
	void namesUrlWithoutCredentialsMethodsAndFlows(CapturedLog log) {
		this.contextRunner.withUserConfiguration(Steps.class, MoreSteps.class, LazySteps.class)
			.withPropertyValues("business-use.api-key=key", "business-use.url=https://user:hidden@events.test/base")
			.run((context) -> assertThat(infos(log)).containsExactly(
					MESSAGE + "on and sends events to https://events.test/base; annotated methods: 3 in 2 flows"));
	}

	@Test
	void countsAMethodOfSeveralBeansOnce(CapturedLog log) {
		this.contextRunner.withBean("one", MoreSteps.class)
			.withBean("two", MoreSteps.class)
			.withBean(InMemoryTransport.class)
			.run((context) -> assertThat(infos(log)).containsExactly(MESSAGE
					+ "on and sends events with the application's own transport; annotated methods: 1 in 1 flow"));
	}

	@ParameterizedTest
	@ValueSource(classes = { OwnerRepository.class, NarrowerRepository.class, CombinedRepository.class })
	void countsAMethodOfAProxiedInterfaceOnce(Class<?> repository, CapturedLog log) {
		this.contextRunner.withBean("owners", Object.class, () -> proxy(repository))
			.withBean(InMemoryTransport.class)
			.run((context) -> assertThat(infos(log)).singleElement()
				.asString()
				.endsWith("; annotated methods: 1 in 1 flow"));
	}

	@Test
	void logsThatClientIsDisabled(CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use.enabled=false")
			.run((context) -> assertThat(infos(log))
				.containsExactly(MESSAGE + "off (business-use.enabled is false); annotated methods: none"));
	}

	@Test
	void logsThatClientHasNoKey(CapturedLog log) {
		this.contextRunner.run((context) -> assertThat(infos(log))
			.containsExactly(MESSAGE + "off (the API key is not set); annotated methods: none"));
	}

	@Test
	void worksWithAMockedClient(CapturedLog log) {
		this.contextRunner.withBean(BusinessUseClient.class, StartupMessageTests::mock)
			.run((context) -> assertThat(infos(log))
				.containsExactly(MESSAGE + "on with the application's own client; annotated methods: none"));
	}

	@Test
	void worksWithSeveralClients(CapturedLog log) {
		this.contextRunner.withBean("one", BusinessUseClient.class, BusinessUseClient::noop)
			.withBean("two", BusinessUseClient.class, BusinessUseClient::noop)
			.run((context) -> assertThat(infos(log))
				.containsExactly(MESSAGE + "on with the application's own client; annotated methods: none"));
	}

	@Test
	void worksWithAClientWithoutStatus(CapturedLog log) {
		this.contextRunner.withBean(BusinessUseClient.class, StartupMessageTests::withoutStatus).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(infos(log))
				.containsExactly(MESSAGE + "on with the application's own client; annotated methods: none");
		});
	}

	private static BusinessUseClient withoutStatus() {
		return (BusinessUseClient) Proxy.newProxyInstance(StartupMessageTests.class.getClassLoader(),
				new Class<?>[] { BusinessUseClient.class }, (proxy, method, arguments) -> {
					throw new UnsupportedOperationException();
				});
	}

	private static Object proxy(Class<?> repository) {
		ProxyFactory factory = new ProxyFactory();
		factory.setInterfaces(repository);
		factory.setTarget(new Object());
		return factory.getProxy(StartupMessageTests.class.getClassLoader());
	}

	private static List<String> infos(CapturedLog log) {
		return log.text().lines().filter((line) -> line.startsWith("INFO ai.desplega")).toList();
	}

	private static BusinessUseClient mock() {
		return (BusinessUseClient) Proxy.newProxyInstance(StartupMessageTests.class.getClassLoader(),
				new Class<?>[] { BusinessUseClient.class }, (proxy, method, arguments) -> null);
	}

	interface Repository<T> {

		<S extends T> S save(S entity);

	}

	interface OwnerRepository extends Repository<Number> {

		@Override
		@BusinessAct(id = "owner_saved", flow = "owners", runId = "'1'")
		<S extends Number> S save(S owner);

	}

	interface NarrowerRepository extends OwnerRepository {

		@Override
		<S extends Number> S save(S owner);

	}

	interface CombinedRepository extends Repository<Number>, OwnerRepository {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ BusinessUseAutoConfiguration.class, BusinessUseAnnotationsAutoConfiguration.class,
			BusinessUseActuateAutoConfiguration.class })
	static class Starter {

	}

	@BusinessFlow("checkout")
	static class Steps {

		@BusinessAct(id = "paid", runId = "'1'")
		public void pay() {
		}

		@BusinessAssert(id = "confirmed", runId = "'1'", validator = "data.total > 0", flow = "confirmation")
		public void confirm() {
		}

		public void other() {
		}

	}

	static class MoreSteps {

		@BusinessAct(id = "shipped", flow = "checkout", runId = "'1'")
		@BusinessAct(id = "sent", flow = "checkout", runId = "'1'")
		public void ship() {
		}

	}

	@Lazy
	static class LazySteps {

		@BusinessAct(id = "returned", flow = "returns", runId = "'1'")
		public void giveBack() {
		}

	}

}

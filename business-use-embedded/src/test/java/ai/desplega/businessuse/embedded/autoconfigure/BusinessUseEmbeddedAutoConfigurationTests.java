package ai.desplega.businessuse.embedded.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link BusinessUseEmbeddedAutoConfiguration} in applications without a
 * console.
 */
@ExtendWith(OutputCaptureExtension.class)
class BusinessUseEmbeddedAutoConfigurationTests {

	private static final FlowDefinition CHECKOUT = FlowDefinition.builder("checkout")
		.act("paid")
		.assertion("confirmed", (step) -> step.depIds("paid").validator((data, ctx) -> data.number("total") == 1.0))
		.build();

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(BusinessUseAutoConfiguration.class, BusinessUseEmbeddedAutoConfiguration.class))
		.withBean(FlowDefinition.class, () -> CHECKOUT)
		.withInitializer((context) -> LoggingSystem.get(getClass().getClassLoader())
			.setLogLevel("ai.desplega.businessuse.embedded", LogLevel.INFO));

	@Test
	void logsDecidedRunWithFailedStep(CapturedOutput log) {
		this.application.withPropertyValues("business-use.embedded.enabled=true").run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			FlowRun good = CHECKOUT.run("good");
			client.act("paid", good, Map.of());
			client.assertion((event) -> event.id("confirmed").run(good).data("total", 1));
			FlowRun bad = CHECKOUT.run("bad");
			client.act("paid", bad, Map.of());
			client.assertion((event) -> event.id("confirmed").run(bad).data("total", 2));
			assertThat(client.flush(Duration.ofSeconds(30))).isTrue();
			await().atMost(60, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(log.getOut()).containsOnlyOnce("Run 'good' of flow 'checkout' passed")
					.containsOnlyOnce(
							"Run 'bad' of flow 'checkout' failed: step 'confirmed': Validator assertion failed"));
		});
	}

	@Test
	void isUsedOnlyWithoutKeyAndUrl() {
		this.application.withPropertyValues("business-use.embedded.enabled=true", "business-use.api-key=key")
			.run((context) -> assertThat(url(context.getBean(BusinessUseClient.class))).startsWith("http"));
		this.application.withPropertyValues("business-use.embedded.enabled=true", "business-use.url=http://localhost:1")
			.run((context) -> assertThat(state(context.getBean(BusinessUseClient.class)))
				.isEqualTo(ClientStatus.State.OFF));
		this.application.withPropertyValues("business-use.embedded.enabled=true", "business-use.url=not a url")
			.run((context) -> assertThat(state(context.getBean(BusinessUseClient.class)))
				.isEqualTo(ClientStatus.State.OFF));
		this.application.withPropertyValues("business-use.embedded.enabled=true", "business-use.enabled=false")
			.run((context) -> assertThat(state(context.getBean(BusinessUseClient.class)))
				.isEqualTo(ClientStatus.State.OFF));
		this.application.withPropertyValues("business-use.embedded.enabled=true")
			.withBean(InMemoryTransport.class)
			.run((context) -> assertThat(url(context.getBean(BusinessUseClient.class))).isNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "business-use.api-key=", "business-use.api-key=${NO_SUCH_VARIABLE}", "business-use.url=" })
	void blankAndUnresolvedValuesAreNotSet(String property) {
		this.application.withPropertyValues("business-use.embedded.enabled=true", property)
			.run((context) -> assertThat(url(context.getBean(BusinessUseClient.class))).startsWith("embedded:"));
	}

	@Test
	void warnsUnlessKnownToRunInDevelopment(CapturedOutput log) {
		this.application.run((context) -> {
			assertThat(state(context.getBean(BusinessUseClient.class))).isEqualTo(ClientStatus.State.OFF);
			assertThat(log.getOut()).containsOnlyOnce("business-use-embedded is on the class path")
				.contains("business-use.embedded.enabled", "it has no API key");
		});
	}

	@Test
	void isOffWithoutMessageByProperty(CapturedOutput log) {
		this.application.withPropertyValues("business-use.embedded.enabled=false").run((context) -> {
			assertThat(state(context.getBean(BusinessUseClient.class))).isEqualTo(ClientStatus.State.OFF);
			assertThat(log.getOut()).doesNotContain("business-use-embedded is").contains("it has no API key");
		});
	}

	/**
	 * The test context framework of Spring Boot sets the property.
	 */
	@Test
	void isOffWithoutMessageInTestsOfTheApplication(CapturedOutput log) {
		this.application
			.withPropertyValues("org.springframework.boot.test.context.SpringBootTestContextBootstrapper=true")
			.withBean(MainClass.BEAN_NAME, MainClass.class, () -> new MainClass(getClass()))
			.run((context) -> {
				assertThat(state(context.getBean(BusinessUseClient.class))).isEqualTo(ClientStatus.State.OFF);
				assertThat(log.getOut()).doesNotContain("business-use-embedded is");
			});
	}

	@Test
	void wrongValueDoesNotFailTheStart(CapturedOutput log) {
		this.application.withPropertyValues("business-use.embedded.enabled=perhaps").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(log.getOut()).contains("business-use.embedded.enabled must be true or false, but is 'perhaps'",
					"the default is used instead");
		});
	}

	private static ClientStatus.State state(BusinessUseClient client) {
		return client.status().state();
	}

	private static String url(BusinessUseClient client) {
		return client.status().url();
	}

}

package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.Map;

import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.BusinessEventCustomizer;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BusinessUseAutoConfiguration}.
 */
@ExtendWith(CapturedLogExtension.class)
class BusinessUseAutoConfigurationTests {

	private static final Duration ENOUGH = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BusinessUseAutoConfiguration.class));

	@Test
	void anApplicationWithAKeyGetsAClient() {
		this.contextRunner.withPropertyValues("business-use.api-key=secret").run((context) -> {
			assertThat(context).hasSingleBean(BusinessUseClient.class);
			assertThat(context.getBean(BusinessUseClient.class)).isNotSameAs(BusinessUseClient.noop());
		});
	}

	@Test
	void clientIsOffWithoutAKeyAndOneLogMessageSaysWhy(CapturedLog log) {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop());
			assertThat(log.text()).containsOnlyOnce("it has no API key; set business-use.api-key");
		});
	}

	@Test
	void blankKeyCountsAsMissing() {
		this.contextRunner.withPropertyValues("business-use.api-key=  ")
			.run((context) -> assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop()));
	}

	@Test
	void unresolvedPlaceholderCountsAsMissingKey() {
		this.contextRunner.withPropertyValues("business-use.api-key=${NOBODY_SET_THIS}")
			.run((context) -> assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop()));
	}

	@Test
	void reportsInvalidHeaderKeyWithoutItsValue(CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use.api-key=sec\u0001ret").run((context) -> {
			assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop());
			assertThat(log.text()).contains("business-use.api-key").contains("no key is used instead");
			assertThat(log.text()).doesNotContain("sec\u0001ret").doesNotContain("sec?ret");
		});
	}

	@Test
	void injectsClientThatIsOff() {
		this.contextRunner.withPropertyValues("business-use.api-key=secret", "business-use.enabled=false")
			.run((context) -> assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop()));
	}

	@Test
	void backsOffForClientOfApplication() {
		this.contextRunner.withPropertyValues("business-use.api-key=secret")
			.withUserConfiguration(OwnClient.class)
			.run((context) -> assertThat(context).hasSingleBean(BusinessUseClient.class).hasBean("ownClient"));
	}

	@Test
	void connectionDetailsReplaceProperties() {
		this.contextRunner.withUserConfiguration(OwnConnectionDetails.class).run((context) -> {
			assertThat(context).hasSingleBean(BusinessUseConnectionDetails.class);
			assertThat(context.getBean(BusinessUseClient.class)).isNotSameAs(BusinessUseClient.noop());
		});
	}

	@Test
	void reportsInvalidUrlOfConnectionDetailsBean(CapturedLog log) {
		this.contextRunner.withUserConfiguration(BadConnectionDetails.class)
			.withPropertyValues("business-use.url=http://not.used")
			.run((context) -> {
				assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop());
				assertThat(log.text()).contains("business-use.url must be")
					.contains("(from " + BadConnectionDetails.class.getName());
			});
	}

	@Test
	void byDefaultTheConnectionDetailsAreTheProperties() {
		this.contextRunner.withPropertyValues("business-use.api-key=secret", "business-use.url=https://events.test")
			.run((context) -> {
				BusinessUseConnectionDetails details = context.getBean(BusinessUseConnectionDetails.class);
				assertThat(details.getUrl()).isEqualTo("https://events.test");
				assertThat(details.getApiKey()).isEqualTo("secret");
			});
	}

	@Test
	void usesTransportOfApplicationWithoutKey() {
		this.contextRunner.withUserConfiguration(InMemory.class).run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			client.act("cart_created", FlowRun.of("checkout", "1"), Map.of());
			assertThat(client.flush(ENOUGH)).isTrue();
			assertThat(context.getBean(InMemoryTransport.class).events()).extracting(RecordedEvent::id)
				.containsExactly("cart_created");
		});
	}

	@Test
	void eventCustomizersAreCalledInTheirOrder() {
		this.contextRunner.withUserConfiguration(InMemory.class, OrderedCustomizers.class).run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			client.act("cart_created", FlowRun.of("checkout", "1"), Map.of());
			assertThat(client.flush(ENOUGH)).isTrue();
			assertThat(context.getBean(InMemoryTransport.class).events()).singleElement()
				.asString()
				.contains("\"description\":\"first, second\"");
		});
	}

	@Test
	void customizersOfTheRestClientSeeItsBuilder() {
		this.contextRunner.withPropertyValues("business-use.api-key=secret")
			.withUserConfiguration(RecordingRestClientCustomizer.class)
			.run((context) -> assertThat(context.getBean(RecordingRestClientCustomizer.class).called).isTrue());
	}

	@Test
	void neverPrintsKey(CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use.api-key=top-secret", "logging.level.root=trace")
			.run((context) -> {
				assertThat(context.getBean(BusinessUseProperties.class).toString()).doesNotContain("top-secret");
				assertThat(context.getBean(BusinessUseConnectionDetails.class).toString()).doesNotContain("top-secret");
				assertThat(context.getBean(BusinessUseClient.class).toString()).doesNotContain("top-secret");
				assertThat(log.text()).doesNotContain("top-secret");
			});
	}

	@Test
	void logsNoBeanAsNotEligibleForPostProcessing(CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use.api-key=secret")
			.run((context) -> assertThat(log.text()).doesNotContain("not eligible"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean
		BusinessUseClient ownClient() {
			return BusinessUseClient.noop();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnectionDetails {

		@Bean
		BusinessUseConnectionDetails containerDetails() {
			return new BusinessUseConnectionDetails() {

				@Override
				public String getUrl() {
					return "http://localhost:1";
				}

				@Override
				public @Nullable String getApiKey() {
					return "from-the-container";
				}

			};
		}

	}

	static class BadConnectionDetails implements BusinessUseConnectionDetails {

		@Override
		public String getUrl() {
			return "localhost:13370";
		}

		@Override
		public String getApiKey() {
			return "key";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InMemory {

		@Bean
		EventTransport inMemoryTransport() {
			return new InMemoryTransport();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedCustomizers {

		@Bean
		@Order(2)
		BusinessEventCustomizer second() {
			return (event) -> event.toBuilder().description(event.description() + ", second").build();
		}

		@Bean
		@Order(1)
		BusinessEventCustomizer first() {
			return (event) -> event.toBuilder().description("first").build();
		}

	}

	static class RecordingRestClientCustomizer implements BusinessUseRestClientCustomizer {

		private boolean called;

		@Override
		public void customize(RestClient.Builder builder) {
			this.called = true;
		}

	}

}

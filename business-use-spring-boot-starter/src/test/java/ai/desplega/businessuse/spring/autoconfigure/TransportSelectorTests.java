package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.internal.TestTransport;
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
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TransportSelector} with a client.
 */
@ExtendWith(CapturedLogExtension.class)
class TransportSelectorTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BusinessUseAutoConfiguration.class));

	@Test
	void ownTransportNeedsNeitherKeyNorUrl(CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use.url=not a url")
			.withBean(InMemoryTransport.class)
			.run((context) -> {
				BusinessUseClient client = context.getBean(BusinessUseClient.class);
				client.act((event) -> event.id("paid").flow("checkout").runId("1"));
				assertThat(client.flush(LONG)).isTrue();
				assertThat(context.getBean(InMemoryTransport.class).events()).hasSize(1);
				assertThat(log.text()).doesNotContain("WARN");
			});
	}

	@Test
	void testTransportOverridesAllOthers(CapturedLog log) {
		InMemoryTransport test = new InMemoryTransport();
		this.contextRunner.withPropertyValues("business-use.enabled=false", "business-use.url=not a url")
			.withBean("first", EventTransport.class, InMemoryTransport::new)
			.withBean("second", EventTransport.class, InMemoryTransport::new)
			.withBean(TestTransport.class, () -> () -> test)
			.run((context) -> {
				BusinessUseClient client = context.getBean(BusinessUseClient.class);
				client.act((event) -> event.id("paid").flow("checkout").runId("1"));
				assertThat(client.flush(LONG)).isTrue();
				assertThat(test.events()).hasSize(1);
				assertThat(log.text()).doesNotContain("WARN")
					.contains("Business-Use is on and sends events to the test's embedded backend");
			});
	}

	@Test
	void severalTransportsTurnTheClientOff(CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use.api-key=key", "business-use.url=http://localhost:1")
			.withBean("first", EventTransport.class, InMemoryTransport::new)
			.withBean("second", EventTransport.class, InMemoryTransport::new)
			.run((context) -> {
				assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop());
				assertThat(log.text()).containsOnlyOnce("Business-Use is off: ")
					.contains(EventTransport.class.getName(), "first,second", "@Primary");
			});
	}

	@Test
	void primaryTransportIsUsed() {
		this.contextRunner.withUserConfiguration(OneOfTwoIsPrimary.class).run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			client.act((event) -> event.id("paid").flow("checkout").runId("1"));
			assertThat(client.flush(LONG)).isTrue();
			assertThat(context.getBean("first", InMemoryTransport.class).events()).hasSize(1);
		});
	}

	@Test
	void severalConnectionDetailsTurnTheClientOff(CapturedLog log) {
		this.contextRunner.withBean("first", BusinessUseConnectionDetails.class, Details::new)
			.withBean("second", BusinessUseConnectionDetails.class, Details::new)
			.run((context) -> {
				assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop());
				assertThat(log.text()).contains(BusinessUseConnectionDetails.class.getName(), "first,second");
			});
	}

	@Test
	void connectionDetailsWithoutUrlTurnTheClientOff(CapturedLog log) {
		this.contextRunner.withBean(BusinessUseConnectionDetails.class, NoUrl::new).run((context) -> {
			assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop());
			assertThat(log.text()).contains("business-use.url must be like ", NoUrl.class.getName());
		});
	}

	@Test
	void disabledClientRequestsNoTransport() {
		this.contextRunner.withPropertyValues("business-use.enabled=false").withBean(EventTransport.class, () -> {
			throw new IllegalStateException("created");
		}, (definition) -> definition.setLazyInit(true))
			.run((context) -> assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop()));
	}

	@Configuration(proxyBeanMethods = false)
	static class OneOfTwoIsPrimary {

		@Bean
		@Primary
		InMemoryTransport first() {
			return new InMemoryTransport();
		}

		@Bean
		InMemoryTransport second() {
			return new InMemoryTransport();
		}

	}

	static class Details implements BusinessUseConnectionDetails {

		@Override
		public String getUrl() {
			return "http://localhost:1";
		}

		@Override
		public String getApiKey() {
			return "key";
		}

	}

	static class NoUrl extends Details {

		@Override
		@SuppressWarnings("NullAway")
		public @Nullable String getUrl() {
			return null;
		}

	}

}

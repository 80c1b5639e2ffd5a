package ai.desplega.businessuse.spring.actuate;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.actuate.BusinessUseActuateAutoConfiguration;
import ai.desplega.businessuse.spring.aop.BusinessUseAnnotationsAutoConfiguration;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.InMemoryTransport;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.noop.NoopTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.assertj.core.api.InstanceOfAssertFactories;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the meters and the endpoint of the client.
 */
class ActuateTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(BusinessUseAutoConfiguration.class, BusinessUseActuateAutoConfiguration.class,
						MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=*", "business-use.max-queue-size=500")
		.withBean(InMemoryTransport.class);

	@Test
	void everyEventIsCountedByOutcomeAndReason() {
		this.context.run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			client.act("a", FlowRun.of("f", "1"), Map.of());
			client.act("a", FlowRun.of("f", null), Map.of());
			assertThat(client.flush(LONG)).isTrue();
			assertThat(events(registry, "sent", "none")).isOne();
			assertThat(events(registry, "dropped", "invalid")).isOne();
			assertThat(events(registry, "dropped", "queue_full")).isZero();
			assertThat(registry.get("business.use.events").functionCounters()).hasSize(9)
				.allSatisfy((counter) -> assertThat(counter.getId().getBaseUnit()).isEqualTo("events"))
				.allSatisfy((counter) -> assertThat(counter.getId().getDescription()).isNotBlank());
		});
	}

	@Test
	void batchesAreTimedByOutcome() {
		this.context.run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			client.act("a", FlowRun.of("f", "1"), Map.of());
			client.flush(LONG);
			context.getBean(InMemoryTransport.class).respondWith(500);
			client.act("a", FlowRun.of("f", "1"), Map.of());
			client.flush(LONG);
			client.act("a", FlowRun.of("f", "1"), Map.of());
			client.flush(LONG);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(batches(registry, "sent").count()).isOne();
			assertThat(batches(registry, "failed").count()).isEqualTo(2);
			assertThat(batches(registry, "rejected").count()).isZero();
		});
	}

	@Test
	void sendsBatchesIfARegistryFails() {
		this.context.withBean("failing", MeterRegistry.class, FailingRegistry::new).run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			client.act("a", FlowRun.of("f", "1"), Map.of());
			assertThat(client.flush(LONG)).isTrue();
			assertThat(client.status().sent()).isOne();
		});
	}

	@Test
	void aMockedClientHasMetersAndAnEndpoint() {
		this.context.withBean(BusinessUseClient.class, ActuateTests::mock).run((context) -> {
			BusinessUseEndpoint.BusinessUseDescriptor status = context.getBean(BusinessUseEndpoint.class).status();
			assertThat(status.state()).isEqualTo("off");
			assertThat(status.events().dropped()).containsEntry("queue_full", 0L);
			assertThat(events(context.getBean(MeterRegistry.class), "sent", "none")).isZero();
		});
	}

	private static BusinessUseClient mock() {
		return (BusinessUseClient) Proxy.newProxyInstance(ActuateTests.class.getClassLoader(),
				new Class<?>[] { BusinessUseClient.class }, (proxy, method, arguments) -> null);
	}

	@Test
	void noBeanIsOfAGeneralJdkType() {
		this.context.withConfiguration(AutoConfigurations.of(BusinessUseAnnotationsAutoConfiguration.class))
			.run((context) -> assertThat(context.getBeansOfType(Object.class)).allSatisfy((name, bean) -> {
				if (bean.getClass().getName().startsWith("ai.desplega")) {
					assertThat(ClassUtils.getAllInterfaces(bean)).as(name)
						.noneMatch((type) -> type.getName().startsWith("java.util.") || type == Runnable.class);
				}
			}));
	}

	@Test
	void showsNoStatusOfSeveralClients() {
		this.context.withBean("one", BusinessUseClient.class, BusinessUseClient::noop)
			.withBean("two", BusinessUseClient.class, BusinessUseClient::noop)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(BusinessUseMetrics.class)
				.doesNotHaveBean(BusinessUseEndpoint.class));
	}

	@Test
	void theQueueHasASizeAndACapacity() {
		this.context.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("business.use.queue.size").gauge().value()).isZero();
			assertThat(registry.get("business.use.queue.capacity").gauge().value()).isEqualTo(500);
		});
	}

	@Test
	void endpointReturnsUrlWithoutCredentials() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(BusinessUseAutoConfiguration.class,
					BusinessUseActuateAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*", "business-use.api-key=the-key",
					"business-use.url=https://user:password@example.com/base")
			.run((context) -> assertThat(context.getBean(BusinessUseEndpoint.class).status().url())
				.isEqualTo("https://example.com/base"));
	}

	@Test
	void endpointReturnsStatus() {
		this.context.withPropertyValues("business-use.api-key=the-key").run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			BusinessUseEndpoint endpoint = context.getBean(BusinessUseEndpoint.class);
			assertThat(endpoint.status().state()).isEqualTo("unknown");
			client.act("a", FlowRun.of("f", "1"), Map.of());
			client.flush(LONG);
			context.getBean(InMemoryTransport.class).respondWith(422);
			client.act("a", FlowRun.of("f", "1"), Map.of());
			client.flush(LONG);
			BusinessUseEndpoint.BusinessUseDescriptor status = endpoint.status();
			assertThat(status.state()).isEqualTo("available");
			assertThat(status.url()).isNull();
			assertThat(status.queue()).isEqualTo(new BusinessUseEndpoint.Queue(0, 500));
			assertThat(status.events().recorded()).isEqualTo(2);
			assertThat(status.events().sent()).isOne();
			assertThat(status.events().dropped()).containsEntry("rejected", 1L).hasSize(8);
			assertThat(status.lastSuccess()).isNotNull();
			assertThat(status.lastError())
				.extracting(BusinessUseEndpoint.LastError::message, InstanceOfAssertFactories.STRING)
				.contains("422");
			assertThat(status.toString()).doesNotContain("the-key");
		});
	}

	@Test
	void clientThatIsOffHasMetersAndEndpoint() {
		this.context.withPropertyValues("business-use.enabled=false").run((context) -> {
			assertThat(context.getBean(BusinessUseEndpoint.class).status().state()).isEqualTo("off");
			assertThat(context.getBean(BusinessUseEndpoint.class).status().url()).isNull();
			assertThat(events(context.getBean(MeterRegistry.class), "sent", "none")).isZero();
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			business-use.enabled=false       | business-use.enabled is false
			business-use.api-key=            | the API key is not set
			business-use.api-key=${NO_SUCH}  | the API key is invalid
			business-use.url=ftp://other     | the URL is invalid
			business-use.batch-size=10       |
			""")
	void endpointReturnsReasonWhyTheClientIsOff(String property, String reason) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(BusinessUseAutoConfiguration.class,
					BusinessUseActuateAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*", "business-use.api-key=key", property)
			.run((context) -> {
				BusinessUseEndpoint.BusinessUseDescriptor status = context.getBean(BusinessUseEndpoint.class).status();
				assertThat(status.offReason()).isEqualTo(reason);
				assertThat(status.state()).isEqualTo((reason != null) ? "off" : "unknown");
			});
	}

	@Test
	void endpointReturnsSeveralTransportsAsOffReason() {
		this.context.withBean("other", InMemoryTransport.class)
			.run((context) -> assertThat(context.getBean(BusinessUseEndpoint.class).status().offReason())
				.contains(EventTransport.class.getName(), "found 2"));
	}

	@Test
	void clientOfTheApplicationHasNoOffReason() {
		this.context.withBean(BusinessUseClient.class, BusinessUseClient::noop)
			.run((context) -> assertThat(context.getBean(BusinessUseEndpoint.class).status().offReason()).isNull());
	}

	@Test
	void hasNoMetersAndEndpointWithoutLibraries() {
		this.context.withClassLoader(new FilteredClassLoader(MeterBinder.class, ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(BusinessUseClient.class)
				.doesNotHaveBean("businessUseMetrics")
				.doesNotHaveBean("businessUseBatchTimer")
				.doesNotHaveBean("businessUseEndpoint"));
	}

	static class FailingRegistry extends SimpleMeterRegistry {

		@Override
		protected Timer newTimer(Meter.Id id, DistributionStatisticConfig configuration, PauseDetector pauseDetector) {
			return new NoopTimer(id) {
				@Override
				public void record(long amount, TimeUnit unit) {
					throw new IllegalStateException("no connection");
				}
			};
		}

	}

	private static double events(MeterRegistry registry, String outcome, String reason) {
		return registry.get("business.use.events")
			.tag("outcome", outcome)
			.tag("reason", reason)
			.functionCounter()
			.count();
	}

	private static Timer batches(MeterRegistry registry, String outcome) {
		return registry.get("business.use.batches").tag("outcome", outcome).timer();
	}

}

package ai.desplega.businessuse.spring.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.actuate.BusinessUseEndpoint;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import ai.desplega.businessuse.spring.testing.LoopbackBackend;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that the API key is sent only to the backend.
 */
@ExtendWith(CapturedLogExtension.class)
class KeyTests {

	private static final String KEY = "top-secret-key";

	private static final Map<String, ?> EMPTY = Map.of();

	@AfterEach
	void resetLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
	}

	@Test
	void redirectDoesNotReceiveKey(CapturedLog log) throws Exception {
		try (LoopbackBackend backend = new LoopbackBackend(); LoopbackBackend elsewhere = new LoopbackBackend()) {
			backend.answer("307 Temporary Redirect", "Location: " + elsewhere.url() + "/v1/events-batch");
			try (ConfigurableApplicationContext context = start(log, backend, Host.class)) {
				BusinessUseClient client = context.getBean(BusinessUseClient.class);
				client.act("order_placed", FlowRun.of("checkout", "o-1"), EMPTY);
				assertThat(client.flush(Duration.ofSeconds(20))).isFalse();
			}
			assertThat(backend.requests()).isNotEmpty().allSatisfy((request) -> assertThat(request).contains(KEY));
			assertThat(elsewhere.requests()).isEmpty();
			assertThat(log.text()).contains("307").doesNotContain(KEY);
		}
	}

	@Test
	void beansMetersAndEndpointDoNotShowARepeatedKey(CapturedLog log) throws Exception {
		try (LoopbackBackend backend = new LoopbackBackend()) {
			backend.answer("400 " + KEY, "X-Api-Key: " + KEY);
			try (ConfigurableApplicationContext context = start(log, backend, Host.class)) {
				BusinessUseClient client = context.getBean(BusinessUseClient.class);
				client.act("order_placed", FlowRun.of("checkout", "o-1"), EMPTY);
				assertThat(client.flush(Duration.ofSeconds(20))).isFalse();
				for (String name : context.getBeanDefinitionNames()) {
					assertThat(context.getBean(name).toString()).as(name).doesNotContain(KEY);
				}
				assertThat(JsonMapper.shared().writeValueAsString(context.getBean(BusinessUseEndpoint.class).status()))
					.contains("\"url\":\"" + backend.url(), "400")
					.doesNotContain(KEY);
				assertThat(context.getBean(MeterRegistry.class).getMeters()).isNotEmpty()
					.allSatisfy((meter) -> assertThat(meter.getId().toString()).doesNotContain(KEY));
				assertThat(client.status().toString()).doesNotContain(KEY);
			}
			assertThat(log.text()).contains("400").doesNotContain(KEY);
		}
	}

	@Test
	void failedStartDoesNotShowKey(CapturedLog log) throws Exception {
		try (LoopbackBackend backend = new LoopbackBackend()) {
			Throwable failure = catchThrowable(() -> start(log, backend, FailingHost.class).close());
			StringWriter trace = new StringWriter();
			failure.printStackTrace(new PrintWriter(trace));
			assertThat(trace.toString()).contains("a customizer of the host").doesNotContain(KEY);
			assertThat(log.text()).contains("a customizer of the host").doesNotContain(KEY);
		}
	}

	/**
	 * Start an application. The API key comes from a property source that is not logged
	 * with the arguments.
	 */
	private static ConfigurableApplicationContext start(CapturedLog log, LoopbackBackend backend, Class<?> host) {
		SpringApplication application = new SpringApplication(host);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.addInitializers((context) -> log.attach());
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(
				Map.of("business-use.url", backend.url(), "business-use.api-key", KEY, "logging.level.root", "trace",
						"management.endpoints.jmx.exposure.include", "*", "spring.jmx.enabled", "true"));
		return application.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Host {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class FailingHost {

		@Bean
		BusinessUseRestClientCustomizer failing() {
			return (builder) -> {
				throw new IllegalStateException("a customizer of the host failed with " + builder);
			};
		}

	}

}

package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.forbidden;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests an application that sends its events over HTTP.
 */
@ExtendWith(CapturedLogExtension.class)
class OverHttpTests {

	private static final String KEY = "top-secret-key";

	@RegisterExtension
	static WireMockExtension backend = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort())
		.build();

	@AfterEach
	void resetLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
	}

	@Test
	void sendsEventsThatAreRecordedDuringShutdown(CapturedLog log) {
		backend.stubFor(any(anyUrl()).willReturn(okJson("{\"status\":\"success\"}")));
		try (ConfigurableApplicationContext context = start(log)) {
			context.getBean(BusinessUseClient.class)
				.act("order_placed", FlowRun.of("checkout", "o-1"), Map.of("total", 42));
		}
		for (String id : new String[] { "order_placed", "shop_closed" }) {
			backend.verify(1, postRequestedFor(urlEqualTo("/v1/events-batch")).withHeader("X-Api-Key", equalTo(KEY))
				.withRequestBody(matchingJsonPath("$[?(@.id == '" + id + "')]")));
		}
	}

	@Test
	void doesNotUseRestClientOfApplication(CapturedLog log) {
		backend.stubFor(any(anyUrl()).willReturn(okJson("{}")));
		try (ConfigurableApplicationContext context = start(log)) {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			client.act("order_placed", FlowRun.of("checkout", "o-1"), Map.of());
			assertThat(client.flush(Duration.ofSeconds(10))).isTrue();
			assertThat(context.getBean(AtomicInteger.class)).hasValue(0);
		}
	}

	@Test
	void reportsRejectedKeyWithoutItsValue(CapturedLog log) {
		backend.stubFor(any(anyUrl()).willReturn(forbidden().withBody("{\"detail\":\"Invalid API key " + KEY + "\"}")));
		try (ConfigurableApplicationContext context = start(log, "--logging.level.root=trace",
				"--logging.level.org.eclipse.jetty=off", "--logging.level.wiremock=off")) {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			client.act("order_placed", FlowRun.of("checkout", "o-1"), Map.of());
			assertThat(client.flush(Duration.ofSeconds(10))).isFalse();
			assertThat(client.status().state()).isEqualTo(State.UNAUTHORIZED);
			assertThat(client.status().lastError()).doesNotContain(KEY);
		}
		assertThat(log.text()).contains("does not accept the API key").doesNotContain(KEY);
	}

	private static ConfigurableApplicationContext start(CapturedLog log, String... arguments) {
		SpringApplication application = new SpringApplication(Shop.class);
		application.addInitializers((context) -> log.attach());
		application.setBannerMode(Banner.Mode.OFF);
		application.setWebApplicationType(WebApplicationType.NONE);
		application
			.setDefaultProperties(Map.of("business-use.url", backend.baseUrl() + "/", "business-use.api-key", KEY));
		return application.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		private final BusinessUseClient client;

		Shop(BusinessUseClient client) {
			this.client = client;
		}

		@Bean
		static AtomicInteger hostCalls() {
			return new AtomicInteger();
		}

		@Bean
		static RestClient.Builder hostRestClientBuilder(AtomicInteger hostCalls) {
			return RestClient.builder().requestInterceptor((request, body, execution) -> {
				hostCalls.incrementAndGet();
				return execution.execute(request, body);
			});
		}

		@PreDestroy
		void close() {
			this.client.act("shop_closed", FlowRun.of("checkout", "o-1"), Map.of());
		}

	}

}

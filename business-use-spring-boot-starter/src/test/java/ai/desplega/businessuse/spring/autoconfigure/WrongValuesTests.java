package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application starts despite invalid values, and logs the ignored values.
 */
@ExtendWith(CapturedLogExtension.class)
class WrongValuesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BusinessUseAutoConfiguration.class))
		.withPropertyValues("business-use.api-key=top-secret");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					enabled          | perhaps | must be true or false, but is 'perhaps'               | true is used instead
					batch-size       | many    | must be a whole number, but is 'many'                 | 100 is used instead
					batch-size       | 1.5     | must be a whole number, but is '1.5'                  | 100 is used instead
					batch-size       | 99999999999 | must be a whole number, but is '99999999999'      | 100 is used instead
					batch-interval   | soon    | must be a duration such as 5s, but is 'soon'          | 5s is used instead
					max-queue-size   | huge    | must be a whole number, but is 'huge'                 | 10 x batch size is used instead
					max-queue-bytes  | 16XB    | must be a size such as 64KB, but is '16XB'            | 16MB is used instead
					max-event-bytes   | big     | must be a size such as 64KB, but is 'big'             | 64KB is used instead
					connect-timeout  | 1 y     | must be a duration such as 5s, but is '1 y'           | 2s is used instead
					read-timeout     | never   | must be a duration such as 5s, but is 'never'         | 10s is used instead
					shutdown-timeout | 5 sec.  | must be a duration such as 5s, but is '5 sec.'        | 5s is used instead
					""")
	void reportsUnconvertibleValueWithDefault(String property, String value, String problem, String instead,
			CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use." + property + "=" + value).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(BusinessUseClient.class);
			assertThat(log.text()).containsOnlyOnce("business-use." + property + " " + problem)
				.containsOnlyOnce(instead);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			batch-size       | -5      | 100 is used instead
			batch-size       | 0       | 100 is used instead
			batch-interval   | -1      | 5s is used instead
			batch-interval   | 0       | 5s is used instead
			max-queue-size   | -1      | 10 x batch size is used instead
			max-queue-bytes  | -1KB    | 16MB is used instead
			max-queue-bytes  | 999999TB | 16MB is used instead
			max-event-bytes   | 0       | 64KB is used instead
			max-event-bytes   | 5GB     | 64KB is used instead
			connect-timeout  | -2s     | 2s is used instead
			read-timeout     | 0       | 10s is used instead
			shutdown-timeout | -1      | 5s is used instead
			""")
	void aValueOutOfRangeIsReportedInTheSameFormat(String property, String value, String instead, CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use." + property + "=" + value).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(BusinessUseClient.class);
			assertThat(log.text().lines().filter((line) -> line.contains("is used instead"))).singleElement()
				.asString()
				.contains("business-use." + property + " must be ")
				.contains("but is ")
				.contains("\"business-use." + property + "\" from property source \"test\"")
				.contains(instead);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:13370", "ftp://localhost", "http://", "http://localhost:133700", "not a url",
			"", " ", "http://${UNRESOLVED}:1" })
	void invalidUrlTurnsClientOff(String url, CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use.url=" + url).run((context) -> {
			assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop());
			assertThat(log.text().lines().filter((line) -> line.contains("WARN"))).singleElement()
				.asString()
				.contains("business-use.url must be like ")
				.contains("\"business-use.url\" from property source \"test\"")
				.contains("Business-Use is off");
		});
	}

	@Test
	void aUrlWithACircularPlaceholderTurnsTheClientOff(CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use.url=http://h/${business-use.url}").run((context) -> {
			assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop());
			assertThat(log.text()).containsOnlyOnce("'http://h/${business-use.url}': Business-Use is off");
		});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "ftp://user:hidden@host", "http://user:hidden@host/ path", "http://user:hidden@host:133700" })
	void credentialsInAUrlThatCannotBeUsedAreNotShown(String url, CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use.url=" + url)
			.run((context) -> assertThat(log.text()).contains("business-use.url must be like ", "host")
				.doesNotContain("hidden"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "enabled", "batch-size", "batch-interval", "max-queue-size", "max-queue-bytes",
			"max-event-bytes", "connect-timeout", "read-timeout", "shutdown-timeout" })
	void reportsBlankValue(String property, CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use." + property + "=").run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(BusinessUseClient.class);
			assertThat(log.text()).containsOnlyOnce("business-use." + property + " must be")
				.containsOnlyOnce("is used instead");
		});
	}

	@Test
	void acceptsWhiteSpaceAroundUrlAndKey(CapturedLog log) {
		try (ConfigurableApplicationContext context = start(log,
				Map.of("BUSINESS_USE_API_KEY", " k\n", "BUSINESS_USE_URL", " https://events.test/base/\n"))) {
			assertThat(context.getBean(BusinessUseClient.class).status().url()).isEqualTo("https://events.test/base");
			assertThat(log.text()).doesNotContain("is used instead");
		}
	}

	@Test
	void reportsOriginOfValue(CapturedLog log) {
		try (ConfigurableApplicationContext context = start(log, Map.of("BUSINESS_USE_BATCH_INTERVAL", "soon"))) {
			assertThat(context.getBean(BusinessUseProperties.class).getBatchInterval())
				.isEqualTo(Duration.ofSeconds(5));
			assertThat(log.text())
				.containsPattern("batch-interval must be .* \\(from .*BUSINESS_USE_BATCH_INTERVAL.*\\)");
		}
	}

	@Test
	void supportsEnvironmentVariablesOfOtherSdks(CapturedLog log) {
		try (ConfigurableApplicationContext context = start(log,
				Map.of("BUSINESS_USE_API_KEY", "k", "BUSINESS_USE_URL", "https://events.test/base",
						"BUSINESS_USE_ENABLED", "false", "BUSINESS_USE_BATCH_SIZE", "7", "BUSINESS_USE_BATCH_INTERVAL",
						"3", "BUSINESS_USE_MAX_QUEUE_SIZE", "8", "BUSINESS_USE_MAX_QUEUE_BYTES", "2MB",
						"BUSINESS_USE_MAX_EVENT_BYTES", "9KB", "BUSINESS_USE_CONNECT_TIMEOUT", "4",
						"BUSINESS_USE_READ_TIMEOUT", "1m"))) {
			BusinessUseProperties properties = context.getBean(BusinessUseProperties.class);
			assertThat(properties.getApiKey()).isEqualTo("k");
			assertThat(properties.getUrl()).isEqualTo("https://events.test/base");
			assertThat(properties.isEnabled()).isFalse();
			assertThat(properties.getBatchSize()).isEqualTo(7);
			assertThat(properties.getBatchInterval()).isEqualTo(Duration.ofSeconds(3));
			assertThat(properties.getMaxQueueSize()).isEqualTo(8);
			assertThat(properties.getMaxQueueBytes().toMegabytes()).isEqualTo(2);
			assertThat(properties.getMaxEventBytes().toKilobytes()).isEqualTo(9);
			assertThat(properties.getConnectTimeout()).isEqualTo(Duration.ofSeconds(4));
			assertThat(properties.getReadTimeout()).isEqualTo(Duration.ofMinutes(1));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "batch-interval", "connect-timeout", "read-timeout", "shutdown-timeout" })
	void numberWithoutUnitIsSeconds(String property) {
		this.contextRunner.withPropertyValues("business-use." + property + "=7").run((context) -> {
			BusinessUseProperties properties = context.getBean(BusinessUseProperties.class);
			assertThat(List.of(properties.getBatchInterval(), properties.getConnectTimeout(),
					properties.getReadTimeout(), properties.getShutdownTimeout()))
				.containsOnlyOnce(Duration.ofSeconds(7));
		});
	}

	@Test
	void commandLineArgumentOverridesEnvironment(CapturedLog log) {
		try (ConfigurableApplicationContext context = start(log, Map.of("BUSINESS_USE_BATCH_SIZE", "7"),
				"--business-use.batch-size=8")) {
			assertThat(context.getBean(BusinessUseProperties.class).getBatchSize()).isEqualTo(8);
		}
	}

	@Test
	void logsUntrustedValueOnOneShortLine(CapturedLog log) {
		this.contextRunner
			.withPropertyValues("business-use.batch-size=x\n2026 ERROR forged line " + "y".repeat(100_000))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(log.text().lines().filter((line) -> line.contains("forged"))).singleElement()
					.asString()
					.contains("business-use.batch-size must be a whole number, but is 'x")
					.hasSizeLessThan(500);
			});
	}

	@Test
	void doesNotLogUnreadableKey(CapturedLog log) {
		this.contextRunner.withPropertyValues("business-use.api-key=top-secret${business-use.api-key}")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop());
				assertThat(log.text()).contains("business-use.api-key can't be read").doesNotContain("top-secret");
			});
	}

	@Test
	void ignoresScalarAtPropertiesPrefix() {
		this.contextRunner.withPropertyValues("business-use=yes").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void otherInvalidPropertiesFailStart() {
		this.contextRunner.withUserConfiguration(HostConfiguration.class)
			.withPropertyValues("host.size=many")
			.run((context) -> assertThat(context).hasFailed());
	}

	private static ConfigurableApplicationContext start(CapturedLog log, Map<String, Object> variables,
			String... arguments) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		SpringApplication application = new SpringApplication(Application.class);
		application.addInitializers((context) -> log.attach());
		application.setBannerMode(Banner.Mode.OFF);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setEnvironment(environment);
		return application.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(BusinessUseAutoConfiguration.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(HostProperties.class)
	static class HostConfiguration {

	}

	@ConfigurationProperties("host")
	record HostProperties(int size) {

	}

}

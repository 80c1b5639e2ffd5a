package ai.desplega.businessuse;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.internal.config.ClientConfig;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of settings in code, in environment variables, and of invalid settings.
 */
class ClientConfigurationTests {

	private final Map<String, String> environment = new HashMap<>();

	private final CapturedLog log = new CapturedLog(BusinessUseClient.class.getName());

	private final BusinessUseClient.Builder builder = BusinessUseClient.builder().environment(this.environment::get);

	@AfterEach
	void closeLog() {
		this.log.close();
	}

	@Test
	void clientWithoutKeyDoesNothingAndLogsOnce() {
		BusinessUseClient client = this.builder.build();
		client.act("a", FlowRun.of("f", "1"), Map.of());
		assertThat(client.status().state()).isEqualTo(State.OFF);
		assertThat(this.log.lines()).containsExactly(
				"WARN Business-Use is off: it has no API key;" + " set business-use.api-key or BUSINESS_USE_API_KEY");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "${BUSINESS_USE_API_KEY}", " ${secrets.key} ", "prefix-${secrets.key}" })
	void blankKeyAndPlaceholderCountAsNotSet(String key) {
		assertThat(this.builder.apiKey(key).build().status().state()).isEqualTo(State.OFF);
		this.environment.put("BUSINESS_USE_API_KEY", key);
		assertThat(this.builder.build().status().state()).isEqualTo(State.OFF);
	}

	@Test
	void environmentIsSufficient() {
		this.environment.put("BUSINESS_USE_API_KEY", " key \n");
		this.environment.put("BUSINESS_USE_URL", "https://example.com/business-use//");
		assertThat(this.builder.build().status().state()).isEqualTo(State.UNKNOWN);
		assertThat(config().apiKey()).isEqualTo("key");
		assertThat(config().url()).isEqualTo(URI.create("https://example.com/business-use"));
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void codeOverridesEnvironment() {
		this.environment.put("BUSINESS_USE_BATCH_SIZE", "7");
		this.builder.batchSize(3);
		assertThat(config().batchSize()).isEqualTo(3);
	}

	@Test
	void environmentTurnsClientOff() {
		this.environment.put("BUSINESS_USE_ENABLED", "false");
		assertThat(this.builder.transport(new InMemoryTransport()).build().status().state()).isEqualTo(State.OFF);
	}

	@Test
	void codeOverridesDisabledEnvironment() {
		this.environment.put("BUSINESS_USE_ENABLED", "false");
		BusinessUseClient client = this.builder.enabled(true).transport(new InMemoryTransport()).build();
		assertThat(client.status().state()).isEqualTo(State.UNKNOWN);
	}

	@Test
	void codeTurnsClientOff() {
		BusinessUseClient client = this.builder.enabled(false).apiKey("key").build();
		assertThat(client.status().state()).isEqualTo(State.OFF);
		assertThat(this.log.lines()).containsExactly("INFO Business-Use is off: it is not enabled");
	}

	@Test
	void nullUrlUsesTheEnvironment() {
		this.environment.put("BUSINESS_USE_URL", "http://backend.example");
		BusinessUseClient client = this.builder.apiKey("key").url(null).build();
		assertThat(client.status().url()).isEqualTo("http://backend.example");
	}

	@ParameterizedTest
	@CsvSource({ "7, PT7S", "7s, PT7S", "7S, PT7S", "+7s, PT7S", "500ms, PT0.5S", "2m, PT2M", "1h, PT1H", "PT3S, PT3S",
			"pt3s, PT3S", "1d, P1D", "2000000us, PT2S" })
	void durationsAreParsedLikeSpringBoot(String text, Duration expected) {
		this.environment.put("BUSINESS_USE_BATCH_INTERVAL", text);
		assertThat(config().batchInterval()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "2048, 2048", "64KB, 65536", "1MB, 1048576", "4096B, 4096", "2 KB, 2048", "1 0KB, 10240" })
	void sizesAreParsedLikeSpringBoot(String text, int expected) {
		this.environment.put("BUSINESS_USE_MAX_EVENT_BYTES", text);
		assertThat(config().maxEventBytes()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "7, 7", "' 7 ', 7", "+7, 7", "0x10, 16", "#10, 16", "010, 10", "1 0, 10" })
	void numbersAreParsedLikeSpringBoot(String text, int expected) {
		this.environment.put("BUSINESS_USE_BATCH_SIZE", text);
		assertThat(config().batchSize()).isEqualTo(expected);
	}

	@Test
	void anotherClientOfTheSameBuilderReadsTheEnvironmentAgain() {
		this.environment.put("BUSINESS_USE_API_KEY", "key");
		this.environment.put("BUSINESS_USE_URL", "http://first.example");
		assertThat(this.builder.build().status().url()).isEqualTo("http://first.example");
		this.environment.put("BUSINESS_USE_URL", "http://second.example");
		assertThat(this.builder.build().status().url()).isEqualTo("http://second.example");
		this.builder.environment((name) -> null);
		assertThat(this.builder.build().status().state()).isEqualTo(State.OFF);
		assertThat(this.builder.apiKey("key").build().status().url()).isEqualTo("http://localhost:13370");
	}

	@ParameterizedTest
	@CsvSource({ "BATCH_SIZE, '', 100", "BATCH_SIZE, ' ', 100", "BATCH_INTERVAL, '', 5s", "BATCH_INTERVAL, 90 s, 5s",
			"BATCH_INTERVAL, ' 7s ', 5s", "MAX_EVENT_BYTES, 128kb, 64KB", "MAX_EVENT_BYTES, -4294959104, 64KB",
			"BATCH_SIZE, ten, 100", "BATCH_SIZE, 0, 100", "BATCH_SIZE, -5, 100", "BATCH_SIZE, 99999999999, 100",
			"BATCH_INTERVAL, soon, 5s", "BATCH_INTERVAL, -1s, 5s", "BATCH_INTERVAL, 9999999999999999999, 5s",
			"BATCH_INTERVAL, 99999d, 5s", "MAX_QUEUE_SIZE, 0, 10 x batch size", "MAX_QUEUE_BYTES, 12 apples, 16MB",
			"MAX_QUEUE_BYTES, 9223372036854775807TB, 16MB", "MAX_EVENT_BYTES, 4TB, 64KB", "CONNECT_TIMEOUT, x, 2s",
			"READ_TIMEOUT, 0, 10s", "SHUTDOWN_TIMEOUT, -1, 5s", "ENABLED, perhaps, true" })
	void logsInvalidValueWithNameAndDefault(String name, String value, String used) {
		this.environment.put("BUSINESS_USE_" + name, value);
		BusinessUseClient client = this.builder.apiKey("key").build();
		assertThat(client.status().state()).isEqualTo(State.UNKNOWN);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN BUSINESS_USE_" + name + "='" + value + "' is ignored, " + used + " is used instead: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:13370", "ftp://example.com", "http://", "http://host/?q=1", "ht tp://x",
			"http://host:65536", "", " ", "http://${HOST}:1" })
	void invalidUrlTurnsClientOffWithOneMessage(String url) {
		this.environment.put("BUSINESS_USE_URL", url);
		BusinessUseClient client = this.builder.apiKey("key").build();
		client.act((event) -> event.id("a").flow("f").runId("1"));
		assertThat(client.status().state()).isEqualTo(State.OFF);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN Business-Use is off, because events must not be sent to another host: BUSINESS_USE_URL"
					+ " must be like http://localhost:13370 or https://host/path, but is '" + url.strip() + "'");
	}

	@Test
	void otherTransportIgnoresInvalidUrl() {
		this.environment.put("BUSINESS_USE_URL", "localhost:13370");
		assertThat(this.builder.transport(new InMemoryTransport()).build().status().state()).isEqualTo(State.UNKNOWN);
		assertThat(this.log.lines()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "URL, user:hidden@host:13370", "URL, http://user:hidden@host:133700", "URL, ftp://user:hid@den@host",
			"URL, http://user:hidden@host/ path", "URL, 'http://user:hid den@host'", "URL, //user:hidden@host",
			"URL, user:hid://den@host", "BATCH_SIZE, http://user:hidden@host", "BATCH_INTERVAL, user:hidden@host",
			"MAX_QUEUE_BYTES, 'x jdbc:db://user:hidden@host'", "ENABLED, https://hidden@host",
			"READ_TIMEOUT, 'http://a:hidden@b, http://c:hidden@d'" })
	void credentialsAreRemovedEverywhere(String name, String value) {
		this.environment.put("BUSINESS_USE_" + name, value);
		this.builder.apiKey("key").build();
		assertThat(this.log.lines()).singleElement()
			.asString()
			.contains("BUSINESS_USE_" + name)
			.doesNotContain("hid", "den@", "user:");
	}

	@Test
	void failingEnvironmentCountsAsEmpty() {
		BusinessUseClient client = this.builder.apiKey("key").environment((name) -> {
			throw new IllegalStateException("no access to http://user:hidden@vault");
		}).build();
		assertThat(client.status().url()).isEqualTo("http://localhost:13370");
		assertThat(this.log.lines()).singleElement().asString().contains("can't be read").doesNotContain("hidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "7s\n", "7\r\n", "PT7S\n" })
	void ignoresTrailingLineBreakOfDuration(String text) {
		this.environment.put("BUSINESS_USE_BATCH_INTERVAL", text);
		assertThat(config().batchInterval()).isEqualTo(Duration.ofSeconds(7));
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void logsUntrustedValueOnOneShortLine() {
		this.environment.put("BUSINESS_USE_BATCH_SIZE", "x\nERROR forged " + "y".repeat(100_000));
		this.builder.apiKey("key").build();
		assertThat(this.log.lines()).singleElement().asString().doesNotContain("\n").hasSizeLessThan(1000);
	}

	@Test
	void doesNotShowInvalidKey() {
		this.environment.put("BUSINESS_USE_API_KEY", "sec\nret");
		assertThat(this.builder.build().status().state()).isEqualTo(State.OFF);
		assertThat(this.log.lines()).hasSize(2).noneMatch((line) -> line.contains("sec") || line.contains("ret\n"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.apiKey("sec\u00e9ret"))
			.withMessageContaining("apiKey")
			.withMessageNotContaining("sec\u00e9");
	}

	@Test
	void stringOfConfigurationHasNoCredentials() {
		this.builder.apiKey("hidden").url("http://user:hidden@example.com");
		assertThat(config()).asString().contains("example.com").doesNotContain("hidden");
	}

	@Test
	void credentialsInUrlAreNotShown() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.url("ftp://user:pass@example.com"))
			.withMessageContaining("ftp://example.com")
			.withMessageNotContaining("pass");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT48H", "PT25H", "PT24H1M", "PT-0.001S", "PT0.000001S", "PT0.000000001S", "PT24H0.5S",
			"PT2562047788015215H30M7.999999999S", "PT-2562047788015215H-30M-8S" })
	void reportsDurationInTheFormatOfItsSetting(Duration duration) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.readTimeout(duration))
			.withMessage("readTimeout must be between 1ms and 1d, but is " + duration);
		this.environment.put("BUSINESS_USE_READ_TIMEOUT", duration.toString());
		assertThat(config().readTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(this.log.lines()).singleElement().asString().endsWith(" and 1d, but is " + duration);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://business_use:13370", "https://business_use", "http://_:1/base",
			"http://[::1]:13370", "http://127.0.0.1", "HTTP://EXAMPLE.com" })
	void acceptsHostsWithUnderscores(String url) {
		this.builder.url(url);
		assertThat(config().url()).isEqualTo(URI.create(url));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://business_use:65536", "http://business_use:123456", "http://a_b:x",
			"http://a_b:80:80", "http://a_b,c", "http://_ _", "http://:80", "http://" })
	void rejectsUrlsWithoutAHost(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.url(url)).withMessageContaining(url);
	}

	@Test
	void invalidValueInCodeThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.batchSize(0))
			.withMessage("batchSize must be between 1 and 10000, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.batchInterval(Duration.ZERO))
			.withMessage("batchInterval must be between 1ms and 1d, but is PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.batchInterval(null));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.maxQueueSize(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.maxQueueBytes(0));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.maxEventBytes(10));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.connectTimeout(Duration.ofDays(2)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.readTimeout(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.shutdownTimeout(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.url("localhost:13370"))
			.withMessage("url must be like http://localhost:13370 or https://host/path, but is 'localhost:13370'");
	}

	private ClientConfig config() {
		return this.builder.config.build(this.environment::get, LoggerFactory.getLogger(BusinessUseClient.class));
	}

}

package ai.desplega.businessuse;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import ai.desplega.businessuse.ClientStatus.State;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Settings from code, from the environment, and what happens to wrong ones.
 */
class SettingsTests {

	private final Map<String, String> environment = new HashMap<>();

	private final CapturedLog log = new CapturedLog(BusinessUseClient.class.getName());

	private final BusinessUseClient.Builder builder = BusinessUseClient.builder().environment(this.environment::get);

	@AfterEach
	void closeLog() {
		this.log.close();
	}

	@Test
	void withoutAKeyTheClientDoesNothingAndSaysSoOnce() {
		BusinessUseClient client = this.builder.build();
		client.act("a", "f", "1", Map.of());
		assertThat(client.status().state()).isEqualTo(State.OFF);
		assertThat(this.log.lines()).containsExactly("WARN Business-Use has no API key, so its client does nothing:"
				+ " set business-use.api-key or BUSINESS_USE_API_KEY");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "${BUSINESS_USE_API_KEY}", " ${secrets.key} " })
	void aBlankKeyOrAPlaceholderThatWasNotResolvedIsNoKey(String key) {
		assertThat(this.builder.apiKey(key).build().status().state()).isEqualTo(State.OFF);
		this.environment.put("BUSINESS_USE_API_KEY", key);
		assertThat(this.builder.build().status().state()).isEqualTo(State.OFF);
	}

	@Test
	void theEnvironmentAloneIsEnough() {
		this.environment.put("BUSINESS_USE_API_KEY", " key \n");
		this.environment.put("BUSINESS_USE_URL", "https://example.com/business-use//");
		assertThat(this.builder.build().status().state()).isEqualTo(State.UNKNOWN);
		assertThat(this.builder.apiKey).isEqualTo("key");
		assertThat(this.builder.url).isEqualTo(URI.create("https://example.com/business-use"));
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void codeComesBeforeTheEnvironment() {
		this.environment.put("BUSINESS_USE_BATCH_SIZE", "7");
		this.builder.apiKey("key").batchSize(3).build();
		assertThat(this.builder.batchSize).isEqualTo(3);
	}

	@Test
	void aClientCanBeSwitchedOffByTheEnvironment() {
		this.environment.put("BUSINESS_USE_ENABLED", "false");
		assertThat(this.builder.transport(new InMemoryTransport()).build().status().state()).isEqualTo(State.OFF);
	}

	@ParameterizedTest
	@CsvSource({ "5, PT5S", "5s, PT5S", "500ms, PT0.5S", "2m, PT2M", "1h, PT1H", "PT3S, PT3S", "90 s, PT1M30S",
			"1d, P1D", "2000000us, PT2S" })
	void durationsAreReadAsSpringBootReadsThem(String text, Duration expected) {
		this.environment.put("BUSINESS_USE_BATCH_INTERVAL", text);
		this.builder.apiKey("key").build();
		assertThat(this.builder.batchInterval).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "2048, 2048", "64KB, 65536", "1MB, 1048576", "4096B, 4096", "2 kb, 2048" })
	void sizesAreReadAsSpringBootReadsThem(String text, int expected) {
		this.environment.put("BUSINESS_USE_MAX_EVENT_SIZE", text);
		this.builder.apiKey("key").build();
		assertThat(this.builder.maxEventSize).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "BATCH_SIZE, ten, 100", "BATCH_SIZE, 0, 100", "BATCH_SIZE, -5, 100", "BATCH_SIZE, 99999999999, 100",
			"BATCH_INTERVAL, soon, 5s", "BATCH_INTERVAL, -1s, 5s", "BATCH_INTERVAL, 9999999999999999999, 5s",
			"BATCH_INTERVAL, 99999d, 5s", "MAX_QUEUE_SIZE, 0, 10 x batch size", "MAX_QUEUE_BYTES, 12 apples, 16MB",
			"MAX_QUEUE_BYTES, 9223372036854775807TB, 16MB", "MAX_EVENT_SIZE, 4TB, 64KB", "CONNECT_TIMEOUT, x, 2s",
			"READ_TIMEOUT, 0, 10s", "SHUTDOWN_TIMEOUT, -1, 5s", "URL, localhost:13370, http://localhost:13370",
			"URL, ftp://example.com, http://localhost:13370", "URL, http://, http://localhost:13370",
			"URL, http://host/?q=1, http://localhost:13370", "URL, ht tp://x, http://localhost:13370",
			"ENABLED, perhaps, true" })
	void aWrongValueIsOneLineWithTheNameTheValueAndWhatIsUsedInstead(String name, String value, String used) {
		this.environment.put("BUSINESS_USE_" + name, value);
		BusinessUseClient client = this.builder.apiKey("key").build();
		assertThat(client.status().state()).isEqualTo(State.UNKNOWN);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN BUSINESS_USE_" + name + "='" + value + "' is ignored, " + used + " is used instead: ");
	}

	@Test
	void aKeyThatCanNotBeSentIsNotShown() {
		this.environment.put("BUSINESS_USE_API_KEY", "sec\nret");
		assertThat(this.builder.build().status().state()).isEqualTo(State.OFF);
		assertThat(this.log.lines()).hasSize(2).noneMatch((line) -> line.contains("sec") || line.contains("ret\n"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.apiKey("sec\u00e9ret"))
			.withMessageContaining("api-key")
			.withMessageNotContaining("sec\u00e9");
	}

	@Test
	void credentialsInAUrlAreNotShown() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.url("ftp://user:pass@example.com"))
			.withMessageContaining("ftp://example.com")
			.withMessageNotContaining("pass");
	}

	@Test
	void nonsenseInCodeIsThrownBackAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.batchSize(0))
			.withMessage("batch-size must be between 1 and 10000, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.batchInterval(Duration.ZERO))
			.withMessage("batch-interval must be between PT0.001S and PT24H, but is PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.batchInterval(null));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.maxQueueSize(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.maxQueueBytes(0));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.maxEventSize(10));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.connectTimeout(Duration.ofDays(2)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.readTimeout(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.shutdownTimeout(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.url("localhost:13370"))
			.withMessage("url must be like http://localhost:13370 or https://host/path, but is 'localhost:13370'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.url(null));
	}

}

package ai.desplega.businessuse.spring.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.internal.config.ClientConfig;
import ai.desplega.businessuse.internal.config.Setting;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.helpers.NOPLogger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that environment variables have the same meaning with and without Spring.
 */
@ExtendWith(CapturedLogExtension.class)
class SameGrammarTests {

	private static final String IGNORED = "ignored";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ENABLED | 'true'             | on
			ENABLED | 'off'              | off
			ENABLED | 'FALSE'            | off
			ENABLED | ' No '             | off
			ENABLED | '0'                | off
			ENABLED | 'Yes'              | on
			ENABLED | '1'                | on
			ENABLED | 'f'                | ignored
			ENABLED | '2'                | ignored
			ENABLED | ''                 | ignored
			ENABLED | ' '                | ignored
			BATCH_SIZE | '7'             | 7
			BATCH_SIZE | ' 7\t'          | 7
			BATCH_SIZE | '1 7'           | 17
			BATCH_SIZE | '+7'            | 7
			BATCH_SIZE | '010'           | 10
			BATCH_SIZE | '0x10'          | 16
			BATCH_SIZE | '#1F'           | 31
			BATCH_SIZE | '-0x10'         | ignored
			BATCH_SIZE | '+0x10'         | ignored
			BATCH_SIZE | '1_000'         | ignored
			BATCH_SIZE | '1,000'         | ignored
			BATCH_SIZE | '7.0'           | ignored
			BATCH_SIZE | '1e2'           | ignored
			BATCH_SIZE | '\u00a07'       | ignored
			BATCH_SIZE | '99999999999'   | ignored
			BATCH_SIZE | ''              | ignored
			BATCH_SIZE | ' '             | ignored
			BATCH_INTERVAL | '7'         | PT7S
			BATCH_INTERVAL | '7s'        | PT7S
			BATCH_INTERVAL | '7S'        | PT7S
			BATCH_INTERVAL | '+7s'       | PT7S
			BATCH_INTERVAL | '700Ms'     | PT0.7S
			BATCH_INTERVAL | '1m'        | PT1M
			BATCH_INTERVAL | '1d'        | PT24H
			BATCH_INTERVAL | '7000000us' | PT7S
			BATCH_INTERVAL | 'PT7S'      | PT7S
			BATCH_INTERVAL | 'pt7s'      | PT7S
			BATCH_INTERVAL | 'PT1.5S'    | PT1.5S
			BATCH_INTERVAL | '1.5s'      | ignored
			BATCH_INTERVAL | '1m30s'     | ignored
			BATCH_INTERVAL | ' 7s'       | ignored
			BATCH_INTERVAL | '7s '       | ignored
			BATCH_INTERVAL | '7 s'       | ignored
			BATCH_INTERVAL | ' PT7S '    | ignored
			BATCH_INTERVAL | '7s\n'     | PT7S
			BATCH_INTERVAL | 'PT7S\r\n' | PT7S
			BATCH_INTERVAL | '7w'        | ignored
			BATCH_INTERVAL | '7sec'      | ignored
			BATCH_INTERVAL | '-7s'       | ignored
			BATCH_INTERVAL | '0'         | ignored
			BATCH_INTERVAL | '25h'       | ignored
			BATCH_INTERVAL | '9999999999999999d' | ignored
			BATCH_INTERVAL | ''          | ignored
			BATCH_INTERVAL | ' '         | ignored
			MAX_EVENT_BYTES | '2048'      | 2048
			MAX_EVENT_BYTES | '2048B'     | 2048
			MAX_EVENT_BYTES | '2KB'       | 2048
			MAX_EVENT_BYTES | ' 2 KB '    | 2048
			MAX_EVENT_BYTES | '1 6KB'     | 16384
			MAX_EVENT_BYTES | '+2KB'      | 2048
			MAX_EVENT_BYTES | '16MB'      | 16777216
			MAX_EVENT_BYTES | '2kb'       | ignored
			MAX_EVENT_BYTES | '2Kb'       | ignored
			MAX_EVENT_BYTES | '2K'        | ignored
			MAX_EVENT_BYTES | '2KiB'      | ignored
			MAX_EVENT_BYTES | '1.5MB'     | ignored
			MAX_EVENT_BYTES | '0x1000'    | ignored
			MAX_EVENT_BYTES | '4294969344' | ignored
			MAX_EVENT_BYTES | '-4294959104' | ignored
			MAX_EVENT_BYTES | '9999999999999TB' | ignored
			MAX_EVENT_BYTES | ''          | ignored
			URL | 'http://h:1'           | http://h:1
			URL | ' http://h:1\t'        | http://h:1
			URL | 'http://h:1/'          | http://h:1
			URL | 'http://h:1/a//'       | http://h:1/a
			URL | 'HTTP://h:1'           | HTTP://h:1
			URL | 'http://u:p@h:1'       | http://u:p@h:1
			URL | 'http://[::1]:1'       | http://[::1]:1
			URL | 'http://h:1/a b'       | ignored
			URL | 'http://h:1 /'         | ignored
			URL | 'http://h:1?a=b'       | ignored
			URL | 'http://${HOST}:1'     | ignored
			URL | 'h:1'                  | ignored
			URL | ''                     | ignored
			URL | ' '                    | ignored
			API_KEY | 'secret'           | secret
			API_KEY | ' secret\t'        | secret
			API_KEY | '$ecret'           | $ecret
			API_KEY | ''                 | off
			API_KEY | ' '                | off
			API_KEY | '${SECRET}'        | off
			API_KEY | 'prefix-${SECRET}' | off
			API_KEY | 'sec ret'          | off
			API_KEY | 's\u00e9cret'      | off
			""")
	void valuesMeanTheSameWithAndWithoutSpring(String name, String text, String expected, CapturedLog log) {
		Map<String, Object> variables = name.equals("API_KEY") ? Map.of("BUSINESS_USE_API_KEY", text)
				: Map.of("BUSINESS_USE_API_KEY", "key", "BUSINESS_USE_" + name, text);
		boolean ignored = expected.equals(IGNORED);
		String value = (ignored && name.equals("ENABLED")) ? "on" : expected;
		assertThat(withoutSpring(variables, name)).as("without Spring").isEqualTo(value);
		assertThat(withSpring(variables, name)).as("with Spring").isEqualTo(value);
		String property = "business-use." + name.toLowerCase(Locale.ROOT).replace('_', '-');
		assertThat(log.text().contains("BUSINESS_USE_" + name + "='")
				|| log.text().contains("BUSINESS_USE_" + name + " must be"))
			.as("said without Spring")
			.isEqualTo(ignored);
		assertThat(log.text().contains(property + " must be")).as("said with Spring").isEqualTo(ignored);
	}

	/**
	 * Compare the defaults, which are duplicated because the metadata of the properties
	 * requires literals.
	 */
	@Test
	void defaultsAreTheSameWithAndWithoutSpring() {
		ClientConfig config = ClientConfig.builder().set(Setting.API_KEY, "key").build();
		assertThat(SpringConfig.from(Map.of("BUSINESS_USE_API_KEY", "key"))).isEqualTo(config);
	}

	private static String withoutSpring(Map<String, Object> variables, String name) {
		BusinessUseClient.builder().environment((variable) -> (String) variables.get(variable)).build().close();
		ClientConfig config = ClientConfig.builder()
			.build((variable) -> (String) variables.get(variable), NOPLogger.NOP_LOGGER);
		return (config.enabled() && config.apiKey() != null) ? value(config, name) : "off";
	}

	private static String withSpring(Map<String, Object> variables, String name) {
		ClientConfig config = SpringConfig.from(variables);
		return (config != null) ? value(config, name) : "off";
	}

	private static String value(ClientConfig config, String name) {
		@Nullable Object value = switch (name) {
			case "BATCH_SIZE" -> config.batchSize();
			case "BATCH_INTERVAL" -> config.batchInterval();
			case "MAX_EVENT_BYTES" -> config.maxEventBytes();
			case "URL" -> config.url();
			case "API_KEY" -> config.apiKey();
			default -> "on";
		};
		String text = String.valueOf(value);
		return List.of("100", "PT5S", "65536", "http://localhost:13370").contains(text) ? IGNORED : text;
	}

}

package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.ScriptedBackend;
import ai.desplega.businessuse.testing.ScriptedBackend.Script;
import ai.desplega.businessuse.transport.TransportResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that the API key is sent only to the backend.
 */
@Timeout(30)
@Isolated("listens to all loggers")
class HttpTransportKeyTests {

	@ParameterizedTest
	@ValueSource(strings = { "secret\r\nX-Evil: 1", "secret\n", "secret\u0000", "sécret", "secret\u007f",
			"\ud83d\ude00secret", "secret\u010a" })
	void invalidHeaderKeyIsNeitherSentNorLogged(String key) throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(Script.OK)) {
			HttpTransport transport = new HttpTransport(backend.url(), key, Requests.PATIENT, Requests.PATIENT);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT))
				.withMessage("The header 'X-Api-Key' has a character that is not allowed")
				.withNoCause();
			assertThatIllegalArgumentException().isThrownBy(transport::check)
				.withMessage("The header 'X-Api-Key' has a character that is not allowed")
				.withNoCause();
			assertThat(backend.received()).isEmpty();
		}
	}

	@Test
	void stringOfRequestHasNoKey() {
		URI uri = URI.create("http://user:" + Requests.KEY + "@localhost/v1/status");
		HttpRequest request = new HttpRequest("GET", uri, Map.of("X-Api-Key", Requests.KEY), 0, null);
		assertThat(request).hasToString("GET /v1/status");
	}

	@Test
	void doesNotLogKeyThatBackendRepeats() throws IOException {
		Script echo = (connection) -> {
			String head = connection.readRequest().head();
			connection.respond(500, "{\"received\":\"" + head + "\"}");
		};
		try (ScriptedBackend backend = new ScriptedBackend(echo)) {
			TransportResponse response = Requests.patient(backend).send(Requests.batch("{}"), Requests.PATIENT);
			assertThat(response.body()).contains("X-Api-Key: ***").doesNotContain(Requests.KEY);
		}
	}

	/**
	 * At most 1,024 bytes of a body are read, so the key may be truncated. Three
	 * characters of the key reveal nothing.
	 */
	@Test
	void masksKeyThatIsTruncatedWithTheBody() throws IOException {
		for (int shown = 4; shown <= Requests.KEY.length(); shown++) {
			String padding = "#".repeat(1024 - shown);
			Script echo = (connection) -> {
				connection.readRequest();
				connection.respond(500, padding + Requests.KEY + padding);
			};
			try (ScriptedBackend backend = new ScriptedBackend(echo)) {
				assertThat(Requests.patient(backend).check().body()).isEqualTo(padding + "***");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "'', ***", "'X-Api-Key: ', X-Api-Key: ***",
			"??????????????????????????????, ??????????????????????????????***" })
	void masksTheKeyWhenAMalformedStatusLineRepeatsIt(String before, String shown) throws IOException {
		Script echo = (connection) -> {
			connection.readRequest();
			connection.write(before + Requests.KEY + "\r\n");
		};
		try (ScriptedBackend backend = new ScriptedBackend(echo)) {
			HttpTransport transport = Requests.patient(backend);
			assertThatIOException().isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT))
				.withMessage("Not an HTTP response: " + shown)
				.withNoCause();
		}
	}

	@Test
	void noLoggerReceivesKeyAtAnyLevel() throws IOException {
		Script[] scripts = { Script.OK, (connection) -> {
			connection.readRequest();
			connection.respond(500, connection.socket() + "");
		}, (connection) -> connection.reset() };
		List<String> lines = new CopyOnWriteArrayList<>();
		try (CapturedLog root = new CapturedLog(org.slf4j.Logger.ROOT_LOGGER_NAME);
				CapturedLog own = new CapturedLog(BusinessUseClient.class.getPackageName());
				JulLog jul = new JulLog()) {
			IntStream.range(0, scripts.length).forEach((i) -> sendThroughAClient(scripts[i]));
			lines.addAll(root.lines());
			lines.addAll(own.lines());
			lines.addAll(jul.lines);
		}
		finally {
			((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
				.setLevel(ch.qos.logback.classic.Level.WARN);
		}
		assertThat(lines).isNotEmpty().noneMatch((line) -> line.contains(Requests.KEY));
	}

	private static void sendThroughAClient(Script script) {
		try (ScriptedBackend backend = new ScriptedBackend(script);
				BusinessUseClient client = BusinessUseClient.builder()
					.environment((name) -> null)
					.url(backend.url().toString())
					.apiKey(Requests.KEY)
					.build()) {
			client.act((event) -> event.id("a").flow("f").runId("1"));
			client.flush(Requests.PATIENT);
			assertThat(client.toString() + client.status()).doesNotContain(Requests.KEY);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret\r\nX-Evil: 1", "sécret", "sec ret", "secret\u0000" })
	void rejectsInvalidHeaderKeyWithoutItsValue(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> BusinessUseClient.builder().apiKey(key))
			.withMessageNotContaining(key)
			.withMessageContaining("apiKey")
			.withNoCause();
	}

	/**
	 * Captures all messages of {@code java.util.logging} at every level.
	 */
	private static final class JulLog extends Handler implements AutoCloseable {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		private final Logger root = LogManager.getLogManager().getLogger("");

		private final Level level = this.root.getLevel();

		private final Handler[] handlers = this.root.getHandlers();

		private JulLog() {
			setLevel(Level.ALL);
			for (Handler handler : this.handlers) {
				this.root.removeHandler(handler);
			}
			this.root.addHandler(this);
			this.root.setLevel(Level.ALL);
		}

		@Override
		public void publish(LogRecord entry) {
			this.lines.add(entry.getMessage() + Arrays.toString(entry.getParameters()) + entry.getThrown());
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
			this.root.removeHandler(this);
			this.root.setLevel(this.level);
			for (Handler handler : this.handlers) {
				this.root.addHandler(handler);
			}
		}

	}

}

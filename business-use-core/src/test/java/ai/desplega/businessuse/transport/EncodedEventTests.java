package ai.desplega.businessuse.transport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EncodedEventTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "checkout", "a \"b\" \\ c", "K\u00e4se \ud83e\uddc0", "line\nbreak\u0001", "\"run_id\":\"x\"" })
	void encodedEventHasItsFlowAndRunId(String name) {
		List<EncodedEvent> sent = new ArrayList<>();
		try (BusinessUseClient client = BusinessUseClient.builder()
			.environment((variable) -> null)
			.transport((batch, timeout) -> {
				sent.addAll(batch.events());
				return TransportResponse.of(200);
			})
			.build()) {
			client.act((event) -> event.id("run_id").flow(name).runId("run " + name).data(Map.of("flow", "other")));
			assertThat(client.flush(Duration.ofSeconds(30))).isTrue();
		}
		assertThat(sent).singleElement().satisfies((event) -> {
			assertThat(event.flow()).isEqualTo(name);
			assertThat(event.runId()).isEqualTo("run " + name);
			assertThat(new String(event.bytes(), StandardCharsets.UTF_8)).startsWith("{\"flow\":").endsWith("}}");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"run_id":"r","data":{"flow":"no"},"flow":"f"} | f | r
			{"flow":"f","run_id":"r",                      | f | r
			{"flow":"f"}                                   | f | ''
			{"flow":1,"run_id":null}                       | '' | ''
			{"flow":["f"],"run_id":{"flow":"f"}}           | '' | ''
			["flow","f"]                                   | '' | ''
			{"fl                                           | '' | ''
			no JSON                                        | '' | ''
			""")
	void foreignJsonIsReadAsFarAsPossible(String json, String flow, String runId) {
		EncodedEvent event = EncodedEvent.of(json.getBytes(StandardCharsets.UTF_8));
		assertThat(event.flow()).isEqualTo(flow);
		assertThat(event.runId()).isEqualTo(runId);
	}

	@Test
	void invalidJsonIsEventWithoutRun() {
		assertThat(EncodedEvent.of(new byte[] { -1, 0, 5 }).runId()).isEmpty();
		assertThat(EncodedEvent.of(new byte[0]).flow()).isEmpty();
	}

}

package ai.desplega.businessuse.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventBatchTests {

	@ParameterizedTest
	@CsvSource({ "'{}', '[{}]'", "'{\"a\":1} {} {\"ü\":2}', '[{\"a\":1},{},{\"ü\":2}]'" })
	void joinsItsEventsToAnArrayOfTheLengthGiven(String json, String array) throws IOException {
		List<EncodedEvent> events = Arrays.stream(json.split(" "))
			.map((event) -> EncodedEvent.of(event.getBytes(StandardCharsets.UTF_8)))
			.toList();
		EventBatch batch = EventBatch.of(events);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		batch.writeTo(out);
		assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(array);
		assertThat(batch.toByteArray()).isEqualTo(out.toByteArray());
		assertThat(batch.contentLength()).isEqualTo(out.size());
		assertThat(batch.size()).isEqualTo(events.size());
		assertThat(batch.events()).isEqualTo(events);
	}

}

package ai.desplega.businessuse.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventBatchTests {

	@ParameterizedTest
	@CsvSource({ "'{}', '[{}]'", "'{\"a\":1} {} {\"ü\":2}', '[{\"a\":1},{},{\"ü\":2}]'" })
	void theEventsAreJoinedToAnArrayOfTheLengthThatWasSaid(String events, String json) throws IOException {
		EventBatch batch = new EventBatch(
				List.of(events.split(" ")).stream().map((event) -> event.getBytes(StandardCharsets.UTF_8)).toList());
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		batch.writeTo(out);
		assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(json);
		assertThat(batch.toByteArray()).isEqualTo(out.toByteArray());
		assertThat(batch.contentLength()).isEqualTo(out.size());
		assertThat(batch.size()).isEqualTo(events.split(" ").length);
	}

}

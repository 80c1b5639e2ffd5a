package ai.desplega.businessuse.compatibility;

import java.time.Duration;

import ai.desplega.businessuse.BusinessUseClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the core with the libraries that this version of Spring Boot manages.
 */
class CoreTests {

	@Test
	void sendsARecordWithARule() {
		try (HttpBackend backend = new HttpBackend();
				BusinessUseClient client = BusinessUseClient.builder()
					.environment((name) -> null)
					.apiKey("key")
					.url(backend.url())
					.build()) {
			client.assertion((event) -> event.id("confirmed")
				.flow("checkout")
				.runId("o-1")
				.data(new Order("o-1", 42))
				.validator((data, ctx) -> data.number("total") > 0));
			assertThat(client.flush(Duration.ofSeconds(30))).isTrue();
			assertThat(backend.received()).contains("\"id\":\"confirmed\"", "\"total\":42", "data.total");
		}
	}

	record Order(String id, int total) {

	}

}

package ai.desplega.businessuse.compatibility;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

import ai.desplega.businessuse.BusinessUseClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the core with the libraries that this version of Spring Boot manages.
 */
class CoreTests {

	@Test
	void sendsRecordsAndBeansWithARule() {
		try (HttpBackend backend = new HttpBackend();
				BusinessUseClient client = BusinessUseClient.builder()
					.environment((name) -> null)
					.apiKey("key")
					.url(backend.url())
					.build()) {
			client.assertion((event) -> event.id("confirmed")
				.flow("checkout")
				.runId("o-1")
				.data(new Order("o-1", 42, Instant.EPOCH, new Customer()))
				.validator((data, ctx) -> data.number("total") > 0));
			assertThat(client.flush(Duration.ofSeconds(30))).isTrue();
			assertThat(backend.received()).contains("\"id\":\"confirmed\"", "data.total",
					"\"data\":{\"id\":\"o-1\",\"total\":42,\"placedAt\":\"1970-01-01T00:00:00Z\","
							+ "\"customer\":{\"since\":\"1970-01-01\"}}");
		}
	}

	record Order(String id, int total, Instant placedAt, Customer customer) {

	}

	static class Customer {

		public LocalDate getSince() {
			return LocalDate.EPOCH;
		}

	}

}

package ai.desplega.businessuse.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.status.DropReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What users see of their events in their own tests.
 */
class InMemoryTransportTests {

	private static final Duration PATIENT = Duration.ofSeconds(30);

	private final InMemoryTransport transport = new InMemoryTransport();

	private final BusinessUseClient client = BusinessUseClient.builder()
		.environment((name) -> null)
		.transport(this.transport)
		.batchSize(2)
		.build();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void eventsAreSeenAsOnTheWire() {
		this.client.act("paid", FlowRun.of("checkout", "4711"), Map.of("total", 9.99));
		assertThat(this.client.flush(PATIENT)).isTrue();
		assertThat(this.transport.events()).singleElement()
			.satisfies((event) -> assertThat(event).containsEntry("id", "paid")
				.containsEntry("flow", "checkout")
				.containsEntry("run_id", "4711")
				.containsEntry("type", "act")
				.containsEntry("data", Map.of("total", 9.99))
				.containsOnlyKeys("id", "flow", "run_id", "type", "ts", "data"));
	}

	@Test
	void batchesKeepTheirOrder() {
		for (int i = 0; i < 5; i++) {
			this.client.act("step" + i, FlowRun.of("f", "1"), Map.of());
		}
		assertThat(this.client.flush(PATIENT)).isTrue();
		assertThat(this.transport.batches()).extracting((batch) -> batch.size()).containsExactly(2, 2, 1);
		assertThat(this.transport.events()).extracting("id")
			.containsExactly("step0", "step1", "step2", "step3", "step4");
		this.transport.clear();
		assertThat(this.transport.events()).isEmpty();
	}

	@Test
	void aRefusedBatchIsNotKept() {
		this.transport.respondWith(500);
		this.client.act("a", FlowRun.of("f", "1"), Map.of());
		assertThat(this.client.flush(PATIENT)).isFalse();
		assertThat(this.transport.events()).isEmpty();
		assertThat(this.client.status().dropped(DropReason.FAILED)).isOne();
	}

	@Test
	void aBackendThatCannotBeReachedComesBack() {
		this.transport.failWith(new IOException("down for a test"));
		this.client.act("a", FlowRun.of("f", "1"), Map.of());
		assertThat(this.client.flush(PATIENT)).isFalse();
		assertThat(this.client.status().state()).isEqualTo(State.UNAVAILABLE);
		this.transport.respondWith(200);
		this.client.act("b", FlowRun.of("f", "1"), Map.of());
		assertThat(this.client.flush(PATIENT)).isTrue();
		assertThat(this.transport.events()).extracting("id").containsExactly("b");
	}

	@Test
	void nullIsNoFailure() {
		assertThatNullPointerException().isThrownBy(() -> this.transport.failWith(nothing()));
	}

	/**
	 * Jackson refuses names of more than 50,000 characters unless told otherwise.
	 */
	@Test
	void whateverTheClientSendsCanBeRead() {
		String name = "n".repeat(60_000);
		this.client.act((event) -> event.id("a").flow("f").runId("1").data(name, 1));
		assertThat(this.client.flush(PATIENT)).isTrue();
		assertThat(this.transport.events().get(0)).containsEntry("data", Map.of(name, 1));
	}

	@SuppressWarnings("NullAway")
	private static IOException nothing() {
		return null;
	}

}

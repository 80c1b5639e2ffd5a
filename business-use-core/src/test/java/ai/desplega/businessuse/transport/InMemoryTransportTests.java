package ai.desplega.businessuse.transport;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import ai.desplega.businessuse.flow.EventType;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.status.DropReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests of the events that are returned to tests of applications.
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
	void eventsHaveWireFormat() {
		this.client.act("paid", FlowRun.of("checkout", "4711"), Map.of("total", 9.99));
		assertThat(this.client.flush(PATIENT)).isTrue();
		assertThat(this.transport.events()).singleElement().satisfies((event) -> {
			assertThat(event.id()).isEqualTo("paid");
			assertThat(event.flow()).isEqualTo("checkout");
			assertThat(event.runId()).isEqualTo("4711");
			assertThat(event.type()).isEqualTo(EventType.ACT);
			assertThat(event.data()).isEqualTo(Map.of("total", 9.99));
			assertThat(event.depIds()).isEmpty();
			assertThat(event.validator()).isNull();
			assertThat(event.timeout()).isNull();
			assertThat(event.json()).startsWith("{\"flow\":\"checkout\",").endsWith("\"data\":{\"total\":9.99}}");
		});
	}

	@Test
	void anEventHasItsRulesAndItsTimeout() {
		Instant before = Instant.now();
		this.client.act((event) -> event.id("paid")
			.flow("checkout")
			.runId(4711)
			.depIds("a", "b")
			.validator(Expr.js("true"))
			.filter(Expr.python("True"))
			.timeout(Duration.ofSeconds(2)));
		assertThat(this.client.flush(PATIENT)).isTrue();
		RecordedEvent event = this.transport.events().get(0);
		assertThat(event.type()).isEqualTo(EventType.ASSERT);
		assertThat(event.depIds()).containsExactly("a", "b");
		assertThat(event.validator()).isEqualTo(Expr.js("true"));
		assertThat(event.filter()).isEqualTo(Expr.python("True"));
		assertThat(event.timeout()).isEqualTo(Duration.ofSeconds(2));
		assertThat(event.timestamp()).isBetween(before, Instant.now());
	}

	@Test
	void batchesKeepTheirOrder() {
		for (int i = 0; i < 5; i++) {
			this.client.act("step" + i, FlowRun.of("f", "1"), Map.of());
		}
		assertThat(this.client.flush(PATIENT)).isTrue();
		assertThat(this.transport.batches()).extracting((batch) -> batch.size()).containsExactly(2, 2, 1);
		assertThat(this.transport.events()).extracting(RecordedEvent::id)
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
	void recoversFromUnreachableBackend() {
		this.transport.failWith(new IOException("down for a test"));
		this.client.act("a", FlowRun.of("f", "1"), Map.of());
		assertThat(this.client.flush(PATIENT)).isFalse();
		assertThat(this.client.status().state()).isEqualTo(State.UNAVAILABLE);
		this.transport.respondWith(200);
		this.client.act("b", FlowRun.of("f", "1"), Map.of());
		assertThat(this.client.flush(PATIENT)).isTrue();
		assertThat(this.transport.events()).extracting(RecordedEvent::id).containsExactly("b");
	}

	@Test
	void nullIsNotAFailure() {
		assertThatNullPointerException().isThrownBy(() -> this.transport.failWith(nothing()));
	}

	/**
	 * By default, Jackson rejects names of more than 50,000 characters.
	 */
	@Test
	void readsEveryEventOfTheClient() {
		String name = "n".repeat(60_000);
		this.client.act((event) -> event.id("a").flow("f").runId("1").data(name, 1));
		assertThat(this.client.flush(PATIENT)).isTrue();
		assertThat(this.transport.events().get(0).data()).isEqualTo(Map.of(name, 1));
	}

	@SuppressWarnings("NullAway")
	private static IOException nothing() {
		return null;
	}

}

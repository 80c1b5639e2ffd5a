package ai.desplega.businessuse.status;

import java.time.Instant;

import ai.desplega.businessuse.status.ClientStatus.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClientStatus}.
 */
class ClientStatusTests {

	@Test
	void countsAreConsistent() {
		ClientStatus status = ClientStatus.builder()
			.sent(5)
			.dropped(DropReason.INVALID, 2)
			.dropped(DropReason.QUEUE_FULL, 3)
			.queue(7, 1000)
			.build();
		assertThat(status.dropped()).isEqualTo(5);
		assertThat(status.dropped(DropReason.QUEUE_FULL)).isEqualTo(3);
		assertThat(status.dropped(DropReason.FAILED)).isZero();
		assertThat(status.recorded()).isEqualTo(17);
		assertThat(status.queued()).isEqualTo(7);
		assertThat(status.queueCapacity()).isEqualTo(1000);
	}

	@Test
	void emptyStatusIsOffWithAllReasons() {
		ClientStatus empty = ClientStatus.empty();
		assertThat(empty.state()).isEqualTo(State.OFF);
		assertThat(empty.recorded()).isZero();
		assertThat(empty.droppedByReason()).containsOnlyKeys(DropReason.values()).containsValue(0L);
		assertThat(empty.url()).isNull();
		assertThat(empty.lastError()).isNull();
	}

	@Test
	void doesNotChangeOnceBuilt() {
		ClientStatus.Builder builder = ClientStatus.builder().lastError("HTTP 500", Instant.EPOCH);
		ClientStatus status = builder.build();
		builder.dropped(DropReason.FAILED, 1).state(State.UNAVAILABLE);
		assertThat(status.dropped()).isZero();
		assertThat(status.lastErrorAt()).isEqualTo(Instant.EPOCH);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> status.droppedByReason().put(DropReason.FAILED, 1L));
	}

	@Test
	void labelsAreLowerCase() {
		assertThat(State.UNAVAILABLE.label()).isEqualTo("unavailable");
		assertThat(DropReason.QUEUE_FULL.label()).isEqualTo("queue_full");
		assertThat(ClientStatus.empty())
			.hasToString("ClientStatus[state=off, url=null, recorded=0, sent=0, dropped={}" + ", queued=0]");
	}

}

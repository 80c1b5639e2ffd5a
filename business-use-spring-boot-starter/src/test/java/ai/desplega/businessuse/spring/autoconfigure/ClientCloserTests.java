package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ai.desplega.businessuse.internal.client.ManagedClient;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.internal.json.MapperSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the timeout of {@link ClientCloser}.
 */
class ClientCloserTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final AtomicLong now = new AtomicLong(42);

	private final List<String> calls = new ArrayList<>();

	private final ClientCloser closer = new ClientCloser(this.now::get);

	private final ManagedClient client = new RecordingClient();

	private Duration flushTakes = Duration.ZERO;

	@Test
	void flushTimeReducesTimeForClose() {
		this.closer.closeLast(this.client, TIMEOUT);
		this.flushTakes = Duration.ofSeconds(2);
		this.closer.flush();
		this.closer.destroy();
		assertThat(this.calls).containsExactly("flush PT5S", "close PT3S");
	}

	@Test
	void noTimeIsLeftForCloseAfterFlushTimeout() {
		this.closer.closeLast(this.client, TIMEOUT);
		this.flushTakes = TIMEOUT;
		this.closer.flush();
		this.closer.destroy();
		assertThat(this.calls).containsExactly("flush PT5S", "close PT0S");
	}

	@Test
	void timeThatPassesBetweenStoppingAndClosingDoesNotCount() {
		this.closer.closeLast(this.client, TIMEOUT);
		this.closer.flush();
		this.now.addAndGet(Duration.ofMinutes(10).toNanos());
		this.closer.destroy();
		assertThat(this.calls).containsExactly("flush PT5S", "close PT5S");
	}

	@Test
	void restartedContextHasFullShutdownTimeout() {
		this.closer.closeLast(this.client, TIMEOUT);
		this.flushTakes = TIMEOUT;
		this.closer.flush();
		this.closer.started();
		this.closer.flush();
		assertThat(this.calls).containsExactly("flush PT5S", "flush PT5S");
	}

	@Test
	void closerWithoutClientDoesNothing() {
		this.closer.started();
		this.closer.flush();
		this.closer.destroy();
		assertThat(this.calls).isEmpty();
	}

	private final class RecordingClient implements ManagedClient {

		@Override
		public void flushAndDisconnect(Duration timeout) {
			ClientCloserTests.this.calls.add("flush " + timeout);
			ClientCloserTests.this.now.addAndGet(ClientCloserTests.this.flushTakes.toNanos());
		}

		@Override
		public void close(Duration timeout) {
			ClientCloserTests.this.calls.add("close " + timeout);
		}

		@Override
		public void useMapper(MapperSource mapper) {
			ClientCloserTests.this.calls.add("mapper");
		}

		@Override
		public void useFlows(FlowRegistry flows) {
			ClientCloserTests.this.calls.add("flows");
		}

	}

}

package ai.desplega.businessuse;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import ai.desplega.businessuse.testing.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that messages about events are throttled.
 */
class ThrottledEventLoggerTests {

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);

	private final CapturedLog captured = new CapturedLog(BusinessUseClient.class.getName());

	private final ThrottledEventLogger log = new ThrottledEventLogger(LoggerFactory.getLogger(BusinessUseClient.class),
			this.nanoTime::get);

	@AfterEach
	void closeLog() {
		this.captured.close();
	}

	@Test
	void logsProblemOncePerMinuteWithSuppressedMessages() {
		for (int i = 0; i < 3; i++) {
			this.log.dropped(event("paid"), "too large", "it is too large");
		}
		this.nanoTime.addAndGet(TimeUnit.MINUTES.toNanos(1));
		this.log.dropped(event("paid"), "too large", "it is too large");
		this.log.dropped(event("paid"), "too large", "it is too large");
		assertThat(this.captured.lines()).containsExactly(
				"WARN Dropped event 'paid' (flow 'checkout'): it is too large",
				"WARN Dropped event 'paid' (flow 'checkout'): it is too large (2 similar messages were suppressed)");
	}

	@Test
	void logsEachStepAndProblem() {
		this.log.dropped(event("paid"), "too large", "it is too large");
		this.log.dropped(event("paid"), "customizer", "a customizer failed");
		this.log.dropped(event("shipped"), "too large", "it is too large");
		assertThat(this.captured.lines()).hasSize(3);
	}

	@Test
	void boundsMessagesOfManySteps() {
		for (int i = 0; i < 10_000; i++) {
			this.log.dropped(event("step-" + i), "too large", "it is too large");
		}
		assertThat(this.captured.lines()).hasSize(257);
	}

	private static BusinessEvent.Builder event(String id) {
		return BusinessEvent.builder().id(id).flow("checkout");
	}

}

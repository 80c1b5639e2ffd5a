package ai.desplega.businessuse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of faulty customizers.
 */
@Timeout(60)
class CustomizerFaultTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final int THREADS = 8;

	private static final int EVENTS = 500;

	private final InMemoryTransport backend = new InMemoryTransport();

	private final CapturedLog log = new CapturedLog(BusinessUseClient.class.getName());

	@AfterEach
	void closeLog() {
		this.log.close();
	}

	static Stream<Throwable> failures() {
		return Stream.of(new IllegalStateException("broken"), new StackOverflowError(),
				new NoClassDefFoundError("com/acme/Gone"), new ThreadDeath(), new OutOfMemoryError("not really"),
				new HostileException());
	}

	@ParameterizedTest
	@MethodSource("failures")
	void dropsEventsOfAThrowingCustomizerWithOneLogMessage(Throwable failure) throws Exception {
		BusinessUseClient client = client((event) -> {
			CustomizerFaultTests.<RuntimeException>sneak(failure);
			return event;
		});
		fromAllThreads(() -> {
			for (int i = 0; i < EVENTS; i++) {
				client.act("a", FlowRun.of("f", "1"), Map.of());
			}
		});
		assertThat(client.flush(LONG)).isTrue();
		assertThat(client.status().dropped(DropReason.CUSTOMIZER)).isEqualTo(THREADS * EVENTS);
		assertThat(this.log.lines()).singleElement().asString().contains("a customizer failed");
		client.close();
		assertBalanced(client);
	}

	@Test
	void hungCustomizerBlocksOnlyItsThread() throws Exception {
		CountDownLatch hanging = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		BusinessUseClient client = client((event) -> {
			if ("slow".equals(event.id())) {
				hanging.countDown();
				awaitUninterrupted(end);
			}
			return event;
		});
		Future<?> held = inBackground(() -> client.act("slow", FlowRun.of("f", "1"), Map.of()));
		hanging.await();
		fromAllThreads(() -> client.act("fast", FlowRun.of("f", "1"), Map.of()));
		assertThat(client.flush(LONG)).isTrue();
		assertThat(this.backend.events()).extracting(RecordedEvent::id).hasSize(THREADS).containsOnly("fast");
		assertThat(held.isDone()).isFalse();
		end.countDown();
		held.get();
		assertThat(client.flush(LONG)).isTrue();
		assertThat(this.backend.events()).extracting(RecordedEvent::id).last().isEqualTo("slow");
		client.close();
		assertBalanced(client);
	}

	@Test
	void hungCustomizerDoesNotDelayClose() throws Exception {
		CountDownLatch hanging = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		BusinessUseClient client = client((event) -> {
			hanging.countDown();
			awaitUninterrupted(end);
			return event;
		});
		Future<?> held = inBackground(() -> client.act("slow", FlowRun.of("f", "1"), Map.of()));
		hanging.await();
		client.close();
		end.countDown();
		held.get();
		assertThat(client.status().dropped(DropReason.SHUTDOWN)).isOne();
		assertThat(this.backend.events()).isEmpty();
		assertBalanced(client);
	}

	@Test
	void customizerMayCallClientFromOtherThreads() throws Exception {
		AtomicReference<BusinessUseClient> self = new AtomicReference<>();
		BusinessUseClient client = client((event) -> {
			self.get().act("audit", FlowRun.of("audits", "1"), Map.of());
			self.get().status();
			assertThat(self.get().flush(LONG)).isTrue();
			return event;
		});
		self.set(client);
		fromAllThreads(() -> client.act("a", FlowRun.of("f", "1"), Map.of()));
		client.close();
		assertThat(this.backend.events()).extracting(RecordedEvent::id).filteredOn("a"::equals).hasSize(THREADS);
		assertThat(this.backend.events()).extracting(RecordedEvent::id).filteredOn("audit"::equals).hasSize(THREADS);
		assertThat(client.status().sent()).isEqualTo(2 * THREADS);
		assertBalanced(client);
	}

	@Test
	void customizerThatClosesClientLosesItsEvent() {
		AtomicReference<BusinessUseClient> self = new AtomicReference<>();
		BusinessUseClient client = client((event) -> {
			if ("last".equals(event.id())) {
				self.get().close();
			}
			return event;
		});
		self.set(client);
		client.act("first", FlowRun.of("f", "1"), Map.of());
		client.act("last", FlowRun.of("f", "1"), Map.of());
		assertThat(this.backend.events()).extracting(RecordedEvent::id).containsExactly("first");
		assertThat(client.status().dropped(DropReason.SHUTDOWN)).isOne();
		assertBalanced(client);
	}

	private BusinessUseClient client(BusinessEventCustomizer customizer) {
		return BusinessUseClient.builder()
			.environment((name) -> null)
			.transport(this.backend)
			.maxQueueSize(10_000)
			.customizer(customizer)
			.build();
	}

	private static void assertBalanced(BusinessUseClient client) {
		ClientStatus status = client.status();
		long dropped = status.dropped();
		assertThat(status.queued()).isZero();
		assertThat(status.recorded()).isEqualTo(status.sent() + dropped);
	}

	private static void fromAllThreads(Runnable task) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		List<Future<?>> calls = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			calls.add(executor.submit(task));
		}
		for (Future<?> call : calls) {
			call.get();
		}
		executor.shutdown();
	}

	private static Future<?> inBackground(Runnable action) {
		Callable<Boolean> callable = () -> {
			action.run();
			return true;
		};
		FutureTask<Boolean> task = new FutureTask<>(callable);
		Thread thread = new Thread(task, "test-background");
		thread.setDaemon(true);
		thread.start();
		return task;
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneak(Throwable failure) throws T {
		throw (T) failure;
	}

	/**
	 * Exception whose methods throw exceptions.
	 */
	private static final class HostileException extends RuntimeException {

		private static final long serialVersionUID = 1;

		@Override
		public String getMessage() {
			throw new IllegalStateException("no message");
		}

		@Override
		public String toString() {
			throw new IllegalStateException("no text");
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new IllegalStateException("no trace");
		}

	}

}

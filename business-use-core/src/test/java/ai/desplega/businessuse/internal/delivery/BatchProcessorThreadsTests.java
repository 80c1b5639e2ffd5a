package ai.desplega.businessuse.internal.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import ai.desplega.businessuse.internal.config.ClientConfig;
import ai.desplega.businessuse.internal.config.Setting;
import ai.desplega.businessuse.internal.http.HttpTransport;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.ScriptedBackend;
import ai.desplega.businessuse.testing.ScriptedTransport;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

/**
 * Tests of flush, close and contention with a real worker thread.
 */
@Timeout(60)
class BatchProcessorThreadsTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final String WORKER = "test-worker";

	private final ScriptedTransport backend = new ScriptedTransport();

	private final CapturedLog log = new CapturedLog(getClass().getName());

	private final AtomicReference<ScheduledExecutorService> scheduler = new AtomicReference<>();

	private final BatchProcessor processor = processor(1000, LONG);

	@AfterEach
	void close() {
		this.processor.close();
		this.log.close();
	}

	@Test
	void successfulFlushHasSentAllEarlierEvents() {
		for (int round = 0; round < 50; round++) {
			offer(this.processor, 10 * round, 10);
			assertThat(this.processor.flush(LONG)).isTrue();
			assertThat(this.backend.events()).hasSize(10 * (round + 1));
		}
	}

	@Test
	void flushesAndThenDisconnectsOnTheWorker() {
		List<String> threads = new CopyOnWriteArrayList<>();
		EventTransport connected = new EventTransport() {

			@Override
			public TransportResponse send(EventBatch batch, Duration timeout) {
				return TransportResponse.of(200);
			}

			@Override
			public void releaseConnections() {
				threads.add(Thread.currentThread().getName());
			}

		};
		BatchProcessor processor = processor(settings(1000, LONG), connected);
		offer(processor, 0, 10);
		processor.flushAndDisconnect(LONG);
		assertThat(processor.status().sent()).isEqualTo(10);
		assertThat(threads).isNotEmpty().containsOnly(WORKER);
		processor.close();
	}

	@Test
	void flushWaitsForBatchInFlight() throws Exception {
		CountDownLatch request = this.backend.hang();
		offer(this.processor, 0, 100);
		await().until(() -> this.backend.batches().size() == 1);
		assertThat(this.processor.flush(Duration.ofMillis(50))).isFalse();
		Future<Boolean> flushed = inBackground(() -> this.processor.flush(LONG));
		assertThat(flushed.isDone()).isFalse();
		request.countDown();
		assertThat(flushed.get()).isTrue();
		assertThat(this.processor.status().sent()).isEqualTo(100);
	}

	@Test
	void setsStateBeforeCountingLoss() {
		List<ClientStatus> before = new CopyOnWriteArrayList<>();
		this.backend.answer(() -> {
			throw new IOException() {
				@Override
				public String toString() {
					before.add(BatchProcessorThreadsTests.this.processor.status());
					return "the description is a part of the state";
				}
			};
		});
		offer(this.processor, 0, 10);
		assertThat(this.processor.flush(LONG)).isFalse();
		assertThat(this.processor.status().state()).isEqualTo(State.UNAVAILABLE);
		assertThat(this.processor.status().dropped(DropReason.FAILED)).isEqualTo(10);
		assertThat(before).isNotEmpty().allSatisfy((status) -> assertThat(status.dropped()).isZero());
	}

	@Test
	void aFlushWithoutTimeDoesNotWait() {
		CountDownLatch request = this.backend.hang();
		offer(this.processor, 0, 100);
		assertThat(this.processor.flush(Duration.ZERO)).isFalse();
		assertThat(this.processor.flush(Duration.ofSeconds(-1))).isFalse();
		request.countDown();
		assertThat(this.processor.flush(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
	}

	@Test
	void flushReportsEachLossOnce() {
		this.backend.next(() -> TransportResponse.of(500, ""));
		offer(this.processor, 0, 1);
		assertThat(this.processor.flush(LONG)).isFalse();
		offer(this.processor, 1, 1);
		assertThat(this.processor.flush(LONG)).isTrue();
	}

	@Test
	void flushReportsEvictedEvents() {
		BatchProcessor small = processor(10, LONG);
		CountDownLatch request = this.backend.hang();
		offer(small, 0, 10);
		await().until(() -> this.backend.batches().size() == 1);
		offer(small, 10, 500);
		request.countDown();
		assertThat(small.flush(LONG)).isFalse();
		assertThat(small.status().sent()).isEqualTo(20);
		assertThat(small.status().dropped(DropReason.QUEUE_FULL)).isEqualTo(490);
		small.close();
	}

	@Test
	void interruptedFlushReturnsAndKeepsInterruptStatus() throws Exception {
		CountDownLatch request = this.backend.hang();
		offer(this.processor, 0, 100);
		Future<Boolean> flushed = inBackground(() -> {
			Thread.currentThread().interrupt();
			return !this.processor.flush(LONG) && Thread.currentThread().isInterrupted();
		});
		assertThat(flushed.get()).isTrue();
		request.countDown();
	}

	@Test
	void flushOnWorkerThreadDoesNotWait() {
		AtomicReference<Boolean> flushed = new AtomicReference<>();
		this.backend.next(() -> {
			flushed.set(this.processor.flush(LONG));
			return TransportResponse.of(200, "");
		});
		offer(this.processor, 0, 100);
		await().untilAtomic(flushed, is(false));
	}

	@Test
	void closeSendsAllQueuedEvents() {
		CountDownLatch request = this.backend.hang();
		offer(this.processor, 0, 950);
		request.countDown();
		this.processor.close();
		assertThat(this.backend.events()).hasSize(950);
		assertThat(this.processor.status().sent()).isEqualTo(950);
		assertThat(this.processor.status().queued()).isZero();
	}

	/**
	 * Test that events recorded during the close don't prevent sending earlier events.
	 */
	@Test
	void closeSendsQueueAndDropsLaterEvents() {
		CountDownLatch request = this.backend.hang();
		CountDownLatch never = new CountDownLatch(1);
		this.backend.answer(() -> {
			IntStream.range(0, 1000).forEach((i) -> this.processor.rejectIfUnavailable());
			awaitBriefly(never);
			return TransportResponse.of(200, "");
		});
		offer(this.processor, 0, 950);
		inBackground(() -> {
			await().until(() -> this.processor.status().state() == State.CLOSED);
			request.countDown();
			return true;
		});
		this.processor.close();
		assertThat(this.processor.status().sent()).isEqualTo(950);
		assertThat(this.processor.status().dropped(DropReason.SHUTDOWN)).isEqualTo(9000);
		assertThat(this.processor.status().queued()).isZero();
	}

	/**
	 * Close the client just before the worker thread checks the key.
	 */
	@Test
	void noRequestStartsAfterClose() {
		AtomicReference<BatchProcessor> closing = new AtomicReference<>();
		BatchProcessor interrupted = processor(settings(1000, LONG), this.backend, () -> {
			BatchProcessor processor = closing.get();
			if (processor != null && Thread.currentThread().getName().equals(WORKER)) {
				closing.set(null);
				closeOnOtherThread(processor);
			}
			return System.nanoTime();
		});
		closing.set(interrupted);
		offer(interrupted, 0, 100);
		await().until(() -> this.scheduler.get() != null && this.scheduler.get().isTerminated());
		assertThat(this.backend.checks()).isZero();
		assertThat(this.backend.batches()).isEmpty();
		assertThat(interrupted.status().dropped(DropReason.SHUTDOWN)).isEqualTo(100);
	}

	/**
	 * Close the client just before the transport starts a request, which clears the
	 * interrupt.
	 */
	@Test
	void closeAbortsRequestThatHasNotStartedYet() throws Exception {
		try (ScriptedBackend server = new ScriptedBackend((connection) -> connection.hang())) {
			HttpTransport http = new HttpTransport(server.url(), "key", LONG, LONG);
			AtomicReference<BatchProcessor> closing = new AtomicReference<>();
			EventTransport slow = new EventTransport() {

				@Override
				public TransportResponse check() throws IOException {
					closeOnOtherThread(closing.get());
					Thread.interrupted();
					return http.check();
				}

				@Override
				public TransportResponse send(EventBatch batch, Duration timeout) {
					return TransportResponse.of(200);
				}

				@Override
				public void abort() {
					http.abort();
				}

			};
			closing.set(processor(settings(1000, LONG), slow));
			offer(closing.get(), 0, 100);
			await().until(() -> this.scheduler.get().isTerminated());
			assertThat(server.requests()).isEmpty();
		}
	}

	/**
	 * Close the client between the last step of the worker thread and its end.
	 */
	@Test
	void workerThatEndsAfterCloseStopsTransport() {
		HookedScheduler hooked = new HookedScheduler();
		RecordingTransport transport = new RecordingTransport();
		BatchProcessor late = processor(settings(1000, LONG), transport, hooked);
		hooked.beforeScheduling.set(() -> closeOnOtherThread(late));
		offer(late, 0, 100);
		await().until(hooked::isTerminated);
		assertThat(transport.calls).containsExactly("send", "release", "stopped");
		assertThat(transport.interrupted).isFalse();
	}

	/**
	 * Close the client between the start of the worker thread's task and its first step.
	 */
	@Test
	void taskThatStartsAfterCloseDoesNotUseTransport() {
		HookedScheduler hooked = new HookedScheduler();
		RecordingTransport transport = new RecordingTransport();
		BatchProcessor late = processor(settings(1000, LONG), transport, hooked);
		offer(late, 0, 100);
		assertThat(late.flush(LONG)).isTrue();
		hooked.beforeTask.set(() -> closeOnOtherThread(late));
		late.flushAndDisconnect(LONG);
		await().until(hooked::isTerminated);
		assertThat(transport.calls).containsExactly("send", "release", "stopped");
	}

	@Test
	void closeHasOneDeadlineWhileRequestHangs() {
		BatchProcessor hasty = processor(1000, Duration.ofMillis(300));
		this.backend.hang();
		offer(hasty, 0, 250);
		await().until(() -> this.backend.batches().size() == 1);
		hasty.close();
		assertThat(this.backend.aborts()).isOne();
		assertThat(hasty.status().dropped(DropReason.SHUTDOWN)).isEqualTo(250);
		assertThat(hasty.status().queued()).isZero();
		await().until(() -> this.scheduler.get().isTerminated());
	}

	@Test
	void aBatchSentWhileClosingGetsTheRemainingTimeout() {
		offer(this.processor, 0, 250);
		assertThat(this.processor.close(Duration.ofSeconds(10))).isTrue();
		assertThat(this.backend.timeouts()).isNotEmpty()
			.last()
			.satisfies((timeout) -> assertThat(timeout).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(10)));
	}

	@Test
	void theTransportIsStoppedOnceAfterTheLastBatch() {
		this.backend.answer(() -> {
			assertThat(this.backend.stops()).isZero();
			return TransportResponse.of(200);
		});
		offer(this.processor, 0, 250);
		this.processor.close();
		this.processor.close();
		assertThat(this.processor.status().sent()).isEqualTo(250);
		await().until(() -> this.backend.stops() > 0);
		assertThat(this.backend.stops()).isOne();
	}

	@Test
	void closeOnInterruptedThreadSendsEvents() throws Exception {
		offer(this.processor, 0, 50);
		Future<Boolean> closed = inBackground(() -> {
			Thread.currentThread().interrupt();
			this.processor.close();
			return Thread.currentThread().isInterrupted();
		});
		assertThat(closed.get()).isTrue();
		assertThat(this.processor.status().sent()).isEqualTo(50);
	}

	@Test
	void closeOnWorkerThreadDoesNotWait() {
		this.backend.next(() -> {
			this.processor.close();
			return TransportResponse.of(200, "");
		});
		offer(this.processor, 0, 200);
		await().until(() -> this.scheduler.get().isTerminated());
		assertThat(this.processor.status().queued()).isZero();
		assertThat(this.processor.status().dropped(DropReason.SHUTDOWN)).isEqualTo(200);
	}

	@Test
	void zeroShutdownTimeoutSendsNoEvents() {
		BatchProcessor hasty = processor(1000, Duration.ZERO);
		offer(hasty, 0, 50);
		hasty.close();
		assertThat(hasty.status().dropped(DropReason.SHUTDOWN)).isEqualTo(50);
	}

	@Test
	void concurrentFlushesReportTheSameLoss() throws Exception {
		CountDownLatch request = new CountDownLatch(1);
		this.backend.next(() -> {
			await().until(() -> request.getCount() == 0);
			return TransportResponse.of(500, "");
		});
		offer(this.processor, 0, 100);
		Future<Boolean> first = inBackground(() -> this.processor.flush(LONG));
		Future<Boolean> second = inBackground(() -> this.processor.flush(LONG));
		await().until(() -> this.backend.batches().size() == 1);
		await().until(() -> Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> Arrays.stream(stack).anyMatch((frame) -> frame.getMethodName().equals("awaitSettled")))
			.count() == 2);
		request.countDown();
		assertThat(first.get()).isFalse();
		assertThat(second.get()).isFalse();
		assertThat(this.processor.flush(LONG)).isTrue();
	}

	@Test
	void closesAfterAnyExceptionOfTheTransport() {
		EventTransport hostile = new EventTransport() {

			private final CountDownLatch interrupted = new CountDownLatch(1);

			@Override
			public TransportResponse send(EventBatch batch, Duration timeout) throws IOException {
				try {
					this.interrupted.await();
				}
				catch (InterruptedException ex) {
					throw new IOException("interrupted");
				}
				return TransportResponse.of(200, "");
			}

			@Override
			public void releaseConnections() {
				throw new IllegalStateException("idle");
			}

			@Override
			public void abort() {
				throw new StackOverflowError("abort");
			}

		};
		BatchProcessor processor = processor(settings(1000, Duration.ofMillis(200)), hostile);
		offer(processor, 0, 150);
		processor.close();
		assertThat(processor.status().dropped(DropReason.SHUTDOWN)).isEqualTo(150);
		assertThat(processor.status().queued()).isZero();
		await().until(() -> this.scheduler.get().isTerminated());
	}

	@Test
	void closeWithoutTimeReleasesConnection() {
		BatchProcessor hasty = processor(settings(1000, Duration.ZERO), this.backend);
		offer(hasty, 0, 100);
		assertThat(hasty.flush(LONG)).isTrue();
		await().until(() -> this.backend.batches().size() == 1);
		hasty.close();
		await().until(() -> this.backend.idles() > 0);
	}

	@Test
	void closeAcceptsAnyTimeout() {
		offer(this.processor, 0, 10);
		this.processor.close(Duration.ofSeconds(Long.MIN_VALUE));
		assertThat(this.processor.status().queued()).isZero();
		assertThat(processor(1000, LONG).close(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
	}

	@Test
	void countsAllEventsUnderContention() throws Exception {
		BatchProcessor contended = processor(200, LONG);
		ExecutorService callers = Executors.newFixedThreadPool(8);
		List<Future<?>> calls = new ArrayList<>();
		for (int caller = 0; caller < 8; caller++) {
			calls.add(callers.submit(() -> offer(contended, 0, 20_000)));
		}
		while (!calls.stream().allMatch(Future::isDone)) {
			ClientStatus status = contended.status();
			assertThat(status.queued()).isNotNegative();
			assertThat(status.recorded()).isLessThanOrEqualTo(160_000);
		}
		for (Future<?> call : calls) {
			call.get();
		}
		contended.flush(LONG);
		ClientStatus status = contended.status();
		assertThat(status.recorded()).isEqualTo(160_000);
		assertThat(status.sent() + status.dropped(DropReason.QUEUE_FULL)).isEqualTo(160_000);
		assertThat(status.sent()).isEqualTo(this.backend.events().size());
		contended.close();
		callers.shutdown();
	}

	@Test
	void countsEventsConcurrentWithClose() throws Exception {
		for (int round = 0; round < 100; round++) {
			BatchProcessor racing = processor(1000, LONG);
			CountDownLatch start = new CountDownLatch(1);
			Future<Boolean> racer = inBackground(() -> {
				start.await();
				offer(racing, 0, 200);
				return true;
			});
			start.countDown();
			racing.close();
			racer.get();
			ClientStatus status = racing.status();
			assertThat(status.recorded()).isEqualTo(200);
			assertThat(status.sent() + status.dropped(DropReason.SHUTDOWN)).isEqualTo(200);
		}
	}

	private BatchProcessor processor(int maxQueueSize, Duration shutdownTimeout) {
		return processor(settings(maxQueueSize, shutdownTimeout), this.backend);
	}

	private static ClientConfig settings(int maxQueueSize, Duration shutdownTimeout) {
		return ClientConfig.builder()
			.set(Setting.BATCH_INTERVAL, LONG)
			.set(Setting.MAX_QUEUE_SIZE, maxQueueSize)
			.set(Setting.READ_TIMEOUT, LONG)
			.set(Setting.SHUTDOWN_TIMEOUT, shutdownTimeout)
			.build();
	}

	private BatchProcessor processor(ClientConfig settings, EventTransport transport) {
		return processor(settings, transport, System::nanoTime);
	}

	private BatchProcessor processor(ClientConfig settings, EventTransport transport, LongSupplier nanoTime) {
		ScheduledExecutorService created = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, WORKER);
			thread.setDaemon(true);
			return thread;
		});
		this.scheduler.set(created);
		return new BatchProcessor(settings, transport, created, this.log.logger(), nanoTime);
	}

	private BatchProcessor processor(ClientConfig settings, EventTransport transport,
			ScheduledExecutorService scheduler) {
		return new BatchProcessor(settings, transport, scheduler, this.log.logger(), System::nanoTime);
	}

	/**
	 * Close a client without time, and wait for it regardless of the interrupt of the
	 * worker thread.
	 */
	private static void closeOnOtherThread(BatchProcessor processor) {
		CompletableFuture.runAsync(() -> processor.close(Duration.ZERO)).join();
	}

	private static void awaitBriefly(CountDownLatch latch) {
		try {
			latch.await(100, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void offer(BatchProcessor processor, int first, int count) {
		IntStream.range(first, first + count)
			.forEach((i) -> processor.offer(String.valueOf(i).getBytes(StandardCharsets.UTF_8)));
	}

	private static <T> Future<T> inBackground(Callable<T> action) {
		FutureTask<T> task = new FutureTask<>(action);
		Thread thread = new Thread(task, "test-background");
		thread.setDaemon(true);
		thread.start();
		return task;
	}

	/**
	 * Scheduler whose thread runs an action once, before it runs a task or schedules the
	 * next task.
	 */
	private static final class HookedScheduler extends ScheduledThreadPoolExecutor {

		private final AtomicReference<@Nullable Runnable> beforeTask = new AtomicReference<>();

		private final AtomicReference<@Nullable Runnable> beforeScheduling = new AtomicReference<>();

		private HookedScheduler() {
			super(1, (task) -> {
				Thread thread = new Thread(task, WORKER);
				thread.setDaemon(true);
				return thread;
			});
		}

		@Override
		public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
			if (Thread.currentThread().getName().equals(WORKER)) {
				runOnce(this.beforeScheduling);
			}
			return super.schedule(() -> {
				runOnce(this.beforeTask);
				task.run();
			}, delay, unit);
		}

		private static void runOnce(AtomicReference<@Nullable Runnable> hook) {
			Runnable action = hook.getAndSet(null);
			if (action != null) {
				action.run();
			}
		}

	}

	/**
	 * Transport that records its calls.
	 */
	private static final class RecordingTransport implements EventTransport {

		private final List<String> calls = new CopyOnWriteArrayList<>();

		private volatile boolean interrupted;

		@Override
		public TransportResponse send(EventBatch batch, Duration timeout) {
			this.calls.add("send");
			return TransportResponse.of(200);
		}

		@Override
		public void releaseConnections() {
			this.calls.add("release");
		}

		@Override
		public void stopped() {
			this.calls.add("stopped");
			this.interrupted = Thread.currentThread().isInterrupted();
		}

	}

}

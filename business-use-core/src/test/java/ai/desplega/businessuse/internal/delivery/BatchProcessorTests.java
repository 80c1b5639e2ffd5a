package ai.desplega.businessuse.internal.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ai.desplega.businessuse.internal.config.ClientConfig;
import ai.desplega.businessuse.internal.config.Setting;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.ManualScheduler;
import ai.desplega.businessuse.testing.ScriptedTransport;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests of the content and time of batches, with a manual clock.
 */
class BatchProcessorTests {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final ManualScheduler scheduler = new ManualScheduler();

	private final ScriptedTransport backend = new ScriptedTransport();

	private final CapturedLog log = new CapturedLog(getClass().getName());

	private final BatchProcessor processor = processor(100, 1000, 16 << 20);

	private BatchProcessor hostileProcessor;

	@AfterEach
	void closeLog() {
		this.log.close();
	}

	@Test
	void sendsFullBatchImmediately() {
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.backend.batchSizes()).containsExactly(100);
	}

	@Test
	void sendsPartialBatchAfterInterval() {
		offer(0, 3);
		this.scheduler.advance(INTERVAL.minusMillis(1));
		assertThat(this.backend.batches()).isEmpty();
		this.scheduler.advance(Duration.ofMillis(1));
		assertThat(this.backend.batches()).containsExactly(List.of("0", "1", "2"));
	}

	@Test
	void sendsWithinIntervalAfterManyFullBatches() {
		offer(0, 150);
		this.scheduler.runDue();
		assertThat(this.backend.batchSizes()).containsExactly(100);
		this.scheduler.advance(INTERVAL);
		assertThat(this.backend.batchSizes()).containsExactly(100, 50);
	}

	@Test
	void sendsEventsInTheirOrder() {
		offer(0, 950);
		this.scheduler.advance(INTERVAL);
		assertThat(this.backend.events()).isEqualTo(IntStream.range(0, 950).mapToObj(String::valueOf).toList());
		assertThat(this.backend.batchSizes()).hasSize(10).allMatch((size) -> size <= 100);
	}

	@Test
	void schedulesNothingWithoutEvents() {
		assertThat(this.processor.flush(Duration.ofSeconds(1))).isTrue();
		assertThat(this.scheduler.pending()).isZero();
		assertThat(this.backend.checks()).isZero();
	}

	@Test
	void releasesConnectionAndSchedulesNothingWhenAllIsSent() {
		offer(0, 100);
		this.scheduler.runDue();
		this.scheduler.advance(Duration.ofMillis(999));
		assertThat(this.backend.idles()).isZero();
		this.scheduler.advance(Duration.ofMillis(1));
		assertThat(this.backend.idles()).isOne();
		this.scheduler.advance(INTERVAL);
		assertThat(this.scheduler.pending()).isZero();
		this.scheduler.advance(Duration.ofDays(1));
		assertThat(this.backend.batches()).hasSize(1);
		assertThat(this.backend.idles()).isOne();
	}

	@Test
	void theConnectionIsKeptWhileBatchesFollowEachOther() {
		for (int i = 0; i < 20; i++) {
			offer(100 * i, 100);
			this.scheduler.advance(Duration.ofMillis(300));
		}
		assertThat(this.backend.idles()).isZero();
	}

	@Test
	void releasesConnectionBeforeTheBackendClosesItWhenIdle() {
		BatchProcessor processor = processor(
				config(100, 1000, 1 << 20).set(Setting.BATCH_INTERVAL, Duration.ofMillis(200)).build());
		processor.offer(event(1));
		this.scheduler.advance(Duration.ofMillis(200));
		this.scheduler.advance(Duration.ofMillis(40));
		assertThat(this.backend.idles()).isOne();
	}

	@Test
	void fullQueueEvictsOldestEvents() {
		offer(0, 1050);
		this.scheduler.advance(INTERVAL);
		assertThat(this.backend.events()).hasSize(1000).startsWith("50").endsWith("1049");
		assertThat(this.processor.status().dropped(DropReason.QUEUE_FULL)).isEqualTo(50);
		assertBalanced(1050);
	}

	@Test
	void queueIsBoundedInBytes() {
		BatchProcessor processor = processor(100, 1000, 2000);
		for (int i = 0; i < 30; i++) {
			processor.offer(("\"" + "x".repeat(98) + "\"").getBytes(StandardCharsets.UTF_8));
		}
		assertThat(processor.status().dropped(DropReason.QUEUE_FULL)).isEqualTo(10);
		assertThat(processor.status().queued()).isEqualTo(20);
	}

	@Test
	void sendsQueueThatIsHalfFullInBytes() {
		BatchProcessor processor = processor(100, 1000, 2000);
		for (int i = 0; i < 10; i++) {
			processor.offer(("\"" + "x".repeat(98) + "\"").getBytes(StandardCharsets.UTF_8));
		}
		this.scheduler.runDue();
		assertThat(this.backend.batchSizes()).containsExactly(10);
	}

	@Test
	void aQueueSmallerThanABatchIsSentWhenItIsFull() {
		BatchProcessor processor = processor(100, 10, 1 << 20);
		IntStream.range(0, 10).forEach((i) -> processor.offer(event(i)));
		this.scheduler.runDue();
		assertThat(this.backend.batchSizes()).containsExactly(10);
	}

	@Test
	void batchOfLargeEventsIsBelowLimitOfProxies() {
		byte[] large = ("\"" + "x".repeat((64 << 10) - 2) + "\"").getBytes(StandardCharsets.UTF_8);
		IntStream.range(0, 100).forEach((i) -> this.processor.offer(large));
		this.scheduler.advance(INTERVAL);
		assertThat(this.backend.batches())
			.allMatch((batch) -> batch.stream().mapToInt((event) -> event.length() + 1).sum() < 1 << 20);
		assertThat(this.backend.events()).hasSize(100);
	}

	@Test
	void theKeyIsCheckedOnceByTheWorkerBeforeTheFirstBatch() {
		offer(0, 1);
		assertThat(this.backend.checks()).isZero();
		this.scheduler.advance(INTERVAL);
		offer(1, 100);
		this.scheduler.advance(INTERVAL);
		assertThat(this.backend.checks()).isOne();
		assertThat(this.backend.events()).hasSize(101);
	}

	@Test
	void rejectedKeyStopsEventsUntilAccepted() {
		this.backend.check(403);
		offer(0, 5);
		this.scheduler.advance(INTERVAL);
		offer(5, 5);
		assertThat(this.processor.rejectIfUnavailable()).isTrue();
		assertThat(this.processor.status().dropped(DropReason.UNAUTHORIZED)).isEqualTo(11);
		assertThat(this.processor.status().state()).isEqualTo(State.UNAUTHORIZED);
		assertThat(this.backend.batches()).isEmpty();

		this.scheduler.advance(MINUTE);
		assertThat(this.backend.checks()).isEqualTo(2);
		this.backend.check(200);
		this.scheduler.advance(MINUTE);
		assertThat(this.processor.rejectIfUnavailable()).isFalse();
		offer(11, 3);
		this.scheduler.advance(INTERVAL);
		assertThat(this.backend.events()).containsExactly("11", "12", "13");
		assertBalanced(14);
	}

	@Test
	void unauthorizedBatchPausesLikeTheCheck() {
		this.backend.noCheck().answer(401);
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.processor.status().dropped(DropReason.UNAUTHORIZED)).isEqualTo(100);
		assertThat(this.processor.rejectIfUnavailable()).isTrue();
		this.backend.answer(200);
		this.scheduler.advance(MINUTE);
		assertThat(this.processor.rejectIfUnavailable()).isFalse();
		assertBalanced(101);
	}

	@Test
	void rejectedBatchIsLostWhileKeyIsAccepted() {
		this.backend.next(() -> TransportResponse.of(403, "blocked by a firewall"));
		offer(0, 300);
		this.scheduler.runDue();
		assertThat(this.backend.batchSizes()).containsExactly(100, 100, 100);
		assertThat(this.processor.status().dropped(DropReason.REJECTED)).isEqualTo(100);
		assertThat(this.processor.status().dropped(DropReason.UNAUTHORIZED)).isZero();
		assertThat(this.processor.status().sent()).isEqualTo(200);
		assertThat(this.log.lines()).first()
			.asString()
			.isEqualTo("WARN A batch of 100 Business-Use events was rejected"
					+ " (HTTP 403: blocked by a firewall). Events dropped: rejected 100");
	}

	@Test
	void checkAfterRejectedBatchRejectsKey() {
		this.backend.next(() -> {
			this.backend.check(401);
			return TransportResponse.of(403, "a gateway's page");
		});
		offer(0, 200);
		this.scheduler.runDue();
		assertThat(this.backend.batchSizes()).containsExactly(100);
		assertThat(this.processor.status().dropped(DropReason.UNAUTHORIZED)).isEqualTo(200);
		assertThat(this.processor.status().state()).isEqualTo(State.UNAUTHORIZED);
		assertThat(this.log.lines()).singleElement().asString().contains("HTTP 401: said so");
	}

	@Test
	void batchIsDecisiveIfCheckIsInconclusive() {
		this.backend.check(404).answer(403);
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.processor.status().dropped(DropReason.UNAUTHORIZED)).isEqualTo(100);
		assertThat(this.processor.rejectIfUnavailable()).isTrue();
	}

	@Test
	void foreignRejectionDoesNotRejectKey() {
		this.backend.check(404).answer(() -> TransportResponse.of(403, "<html>").asRejected());
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.processor.status().dropped(DropReason.REJECTED)).isEqualTo(100);
		assertThat(this.processor.rejectIfUnavailable()).isFalse();
	}

	@Test
	void sendsOneBatchPerMinuteWhileKeyIsRejected() {
		this.backend.check(403).answer(403);
		offer(0, 1);
		this.scheduler.advance(INTERVAL);
		for (int minute = 0; minute < 3; minute++) {
			this.scheduler.advance(MINUTE);
			offer(0, 300);
			this.scheduler.runDue();
		}
		assertThat(this.backend.batchSizes()).containsExactly(100, 100, 100);
		assertThat(this.processor.status().dropped(DropReason.UNAUTHORIZED)).isEqualTo(901);
		assertBalanced(901);
	}

	@Test
	void gatewayThatBlocksCheckDelaysOneMinute() {
		this.backend.check(403);
		offer(0, 1);
		this.scheduler.advance(INTERVAL);
		this.scheduler.advance(MINUTE);
		for (int second = 0; second < 300; second++) {
			offer(0, 100);
			this.scheduler.advance(Duration.ofSeconds(1));
		}
		assertThat(this.processor.status().sent()).isEqualTo(30_000);
		assertThat(this.processor.status().state()).isEqualTo(State.AVAILABLE);
	}

	@Test
	void stateIsNotFoundIfServerIsNotBackend() {
		TransportResponse page = TransportResponse.of(200, "<html>").asRejected();
		for (TransportResponse response : List.of(page, TransportResponse.of(302))) {
			this.backend.next(() -> response);
			offer(0, 100);
			this.scheduler.runDue();
			assertThat(this.processor.status().state()).isEqualTo(State.NOT_FOUND);
		}
	}

	@Test
	void notFoundIsSeparateState() {
		this.backend.answer(404);
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.processor.status().state()).isEqualTo(State.NOT_FOUND);
		assertThat(this.processor.status().dropped(DropReason.REJECTED)).isEqualTo(100);
		this.backend.answer(200);
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.processor.status().state()).isEqualTo(State.AVAILABLE);
	}

	@Test
	void aServerErrorMayComeAfterTheEventsWereStored() {
		this.backend.next(() -> TransportResponse.of(500, "EventBus at capacity"));
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.processor.status().dropped(DropReason.FAILED)).isEqualTo(100);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.contains("may have stored", "EventBus at capacity")
			.endsWith("Events dropped: failed 100 (100 of them may have been stored)");
	}

	@Test
	void theIntervalCountsFromTheOldestQueuedEvent() {
		offer(0, 100);
		this.scheduler.advance(Duration.ofSeconds(4));
		offer(100, 1);
		this.scheduler.advance(INTERVAL.minusMillis(1));
		assertThat(this.backend.batchSizes()).containsExactly(100);
		this.scheduler.advance(Duration.ofMillis(1));
		assertThat(this.backend.batchSizes()).containsExactly(100, 1);
	}

	@Test
	void noPartialBatchFollowsFullBatchImmediately() {
		BatchProcessor processor = processor(
				config(10, 1000, 1 << 20).set(Setting.BATCH_INTERVAL, Duration.ofSeconds(1)).build());
		for (int i = 0; i < 160; i++) {
			processor.offer(event(i));
			this.scheduler.advance(Duration.ofMillis(62));
		}
		assertThat(this.backend.batchSizes()).hasSize(16).containsOnly(10);
	}

	@Test
	void eventsDuringRequestWaitAtMostTheInterval() {
		this.backend.next(() -> {
			this.scheduler.advance(Duration.ofSeconds(1));
			offer(100, 50);
			this.scheduler.advance(Duration.ofSeconds(1));
			return TransportResponse.of(200);
		});
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.backend.batchSizes()).containsExactly(100);
		this.scheduler.advance(Duration.ofSeconds(4));
		assertThat(this.backend.batchSizes()).containsExactly(100, 50);
	}

	@Test
	void noConnectionIsKeptForRejectedKey() {
		this.backend.check(403);
		offer(0, 1);
		this.scheduler.advance(INTERVAL);
		assertThat(this.backend.checks()).isOne();
		assertThat(this.backend.idles()).isOne();
		this.scheduler.advance(MINUTE);
		assertThat(this.backend.checks()).isEqualTo(2);
		assertThat(this.backend.idles()).isEqualTo(2);
	}

	@Test
	void uncheckableKeyDoesNotStopBatches() {
		this.backend.check(500);
		offer(0, 1);
		this.scheduler.advance(INTERVAL);
		assertThat(this.processor.status().sent()).isOne();
	}

	@Test
	void dropsFailedBatchAndSendsTheNext() {
		this.backend.next(() -> {
			throw new IOException("Connection refused");
		});
		offer(0, 200);
		this.scheduler.runDue();
		assertThat(this.backend.batchSizes()).containsExactly(100, 100);
		assertThat(this.processor.status().dropped(DropReason.FAILED)).isEqualTo(100);
		assertThat(this.processor.status().sent()).isEqualTo(100);
		assertThat(this.processor.status().lastError()).contains("Connection refused");
		assertBalanced(200);
	}

	@Test
	void theWorkerSurvivesAnError() {
		this.backend.next(() -> {
			throw new StackOverflowError("from a transport");
		}).next(() -> {
			throw new NoClassDefFoundError("from a transport");
		});
		offer(0, 300);
		this.scheduler.runDue();
		assertThat(this.processor.status().dropped(DropReason.FAILED)).isEqualTo(200);
		assertThat(this.processor.status().sent()).isEqualTo(100);
	}

	@Test
	void theWorkerSurvivesAnInterrupt() {
		this.backend.next(() -> {
			Thread.currentThread().interrupt();
			return TransportResponse.of(200, "");
		});
		offer(0, 100);
		this.scheduler.runDue();
		offer(100, 100);
		this.scheduler.runDue();
		assertThat(Thread.interrupted()).isFalse();
		assertThat(this.processor.status().sent()).isEqualTo(200);
	}

	@Test
	void interruptDoesNotAffectNextRequest() {
		List<Boolean> interrupted = new ArrayList<>();
		this.backend.answer(() -> {
			interrupted.add(Thread.currentThread().isInterrupted());
			Thread.currentThread().interrupt();
			return TransportResponse.of(200, "");
		});
		offer(0, 200);
		this.scheduler.runDue();
		assertThat(interrupted).containsExactly(false, false);
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void nullResponseFailsItsBatch() {
		this.backend.next(() -> null);
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.processor.status().dropped(DropReason.FAILED)).isEqualTo(100);
	}

	@Test
	void undescribableFailureLosesOnlyItsBatch() {
		this.backend.next(() -> {
			throw new IOException() {

				@Override
				public String toString() {
					throw new IllegalStateException("hostile");
				}

			};
		}).next(() -> TransportResponse.of(500, ""));
		offer(0, 300);
		this.scheduler.runDue();
		assertThat(this.processor.status().dropped(DropReason.FAILED)).isEqualTo(200);
		assertThat(this.processor.status().sent()).isEqualTo(100);
	}

	@Test
	void dropsARejectedBatchAndLogsTheResponse() {
		this.backend.answer(422);
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.processor.status().dropped(DropReason.REJECTED)).isEqualTo(100);
		assertThat(this.processor.status().state()).isEqualTo(State.AVAILABLE);
		assertThat(this.log.lines()).containsExactly(
				"WARN A batch of 100 Business-Use events was rejected (HTTP 422: said so). Events dropped: rejected 100");
	}

	@Test
	void logsOutageEachMinuteAndRecovery() {
		this.backend.answer(() -> {
			throw new IOException("Connection refused");
		});
		for (int second = 0; second < 150; second++) {
			offer(0, 100);
			this.scheduler.advance(Duration.ofSeconds(1));
		}
		this.backend.answer(200);
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.log.lines()).containsExactly(
				"WARN The Business-Use backend is unavailable; each batch is sent once"
						+ " (java.io.IOException: Connection refused). Events dropped: failed 100",
				"WARN The Business-Use backend is unavailable; each batch is sent once"
						+ " (java.io.IOException: Connection refused). Events dropped: failed 6000",
				"WARN The Business-Use backend is unavailable; each batch is sent once"
						+ " (java.io.IOException: Connection refused). Events dropped: failed 6000",
				"INFO The Business-Use backend responds again. Events dropped: failed 2900");
	}

	@Test
	void limitsLogMessagesOfUnstableBackend() {
		for (int i = 0; i < 100; i++) {
			this.backend.next(() -> TransportResponse.of(500, "oops")).next(ScriptedTransport.OK);
			offer(0, 200);
			this.scheduler.advance(Duration.ofMillis(100));
		}
		assertThat(this.log.lines()).hasSize(2);
	}

	@Test
	void responseCannotForgeLogMessage() {
		this.backend.answer(() -> TransportResponse.of(500, "a\r\nERROR forged\u0000\u001b[31m"));
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.log.lines()).singleElement().asString().contains("a  ERROR forged  [31m");
	}

	@Test
	void theNextCallerAbortsAnOverdueRequest() {
		BatchProcessor[] processor = new BatchProcessor[1];
		this.backend.next(() -> {
			this.scheduler.advance(Duration.ofSeconds(14));
			processor[0].offer(event(1));
			throw new IOException("aborted");
		});
		processor[0] = this.processor;
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.backend.aborts()).isOne();
	}

	@Test
	void releasesConnectionsAfterAbort() {
		List<Integer> releases = new ArrayList<>();
		this.backend.next(() -> {
			this.scheduler.advance(Duration.ofSeconds(14));
			this.processor.status();
			releases.add(this.backend.idles());
			throw new IOException("aborted");
		}).next(() -> {
			releases.add(this.backend.idles());
			return TransportResponse.of(200);
		});
		offer(0, 100);
		this.scheduler.runDue();
		offer(100, 100);
		this.scheduler.runDue();
		assertThat(this.backend.aborts()).isOne();
		assertThat(releases.get(1)).isEqualTo(releases.get(0) + 1);
	}

	@Test
	void slowRequestIsNotAborted() {
		this.backend.next(() -> {
			this.scheduler.advance(Duration.ofSeconds(11));
			this.processor.offer(event(1));
			return TransportResponse.of(200, "");
		});
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.backend.aborts()).isZero();
	}

	@Test
	void batchTimeoutIsSumOfConnectAndReadTimeout() {
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.backend.timeouts()).containsExactly(Duration.ofSeconds(12));
	}

	@Test
	void stateIsUnknownIfTransportCannotCheckKey() {
		this.backend.noCheck().next(() -> {
			assertThat(this.processor.status().state()).isEqualTo(State.UNKNOWN);
			return TransportResponse.of(200);
		});
		offer(0, 100);
		this.scheduler.runDue();
		assertThat(this.processor.status().sent()).isEqualTo(100);
		assertThat(this.processor.status().state()).isEqualTo(State.AVAILABLE);
	}

	@Test
	void failedAbortDoesNotAffectNextCaller() {
		EventTransport hostile = new EventTransport() {

			@Override
			public TransportResponse send(EventBatch batch, Duration timeout) {
				BatchProcessorTests.this.scheduler.advance(Duration.ofSeconds(14));
				ClientStatus status = BatchProcessorTests.this.hostileProcessor.status();
				return TransportResponse.of(200, String.valueOf(status.sent()));
			}

			@Override
			public void abort() {
				throw new StackOverflowError("hostile");
			}

		};
		this.hostileProcessor = new BatchProcessor(settings(1, 10, 1 << 20), hostile, this.scheduler, this.log.logger(),
				this.scheduler.nanoTime());
		this.hostileProcessor.offer(event(1));
		this.scheduler.runDue();
		assertThat(this.hostileProcessor.status().sent()).isOne();
	}

	@Test
	void keepsEventsIfWorkerCannotStartYet() {
		this.scheduler.failWith(new OutOfMemoryError("unable to create native thread"));
		assertThatThrownBy(() -> this.processor.offer(event(1))).isInstanceOf(OutOfMemoryError.class);
		this.scheduler.failWith(null);
		this.processor.offer(event(2));
		this.scheduler.advance(INTERVAL);
		assertThat(this.backend.events()).containsExactly("1", "2");
	}

	@Test
	void eventAfterCloseIsCountedOnly() {
		this.processor.close();
		this.processor.offer(event(1));
		assertThat(this.processor.rejectIfUnavailable()).isTrue();
		assertThat(this.processor.status().dropped(DropReason.SHUTDOWN)).isEqualTo(2);
		assertThat(this.processor.status().queued()).isZero();
		assertThat(this.scheduler.pending()).isZero();
	}

	@Test
	void logsEvictedEventsAfterSuccessfulBatch() {
		offer(0, 1050);
		this.scheduler.advance(INTERVAL);
		assertThat(this.log.lines()).containsExactly(
				"WARN Business-Use events were dropped, although the backend responds now. Events dropped: "
						+ "queue_full 50");
	}

	private void assertBalanced(long offered) {
		ClientStatus status = this.processor.status();
		assertThat(status.recorded()).isEqualTo(offered);
		assertThat(status.queued()).isZero();
	}

	private void offer(int first, int count) {
		IntStream.range(first, first + count).forEach((i) -> this.processor.offer(event(i)));
	}

	private static byte[] event(int i) {
		return String.valueOf(i).getBytes(StandardCharsets.UTF_8);
	}

	private BatchProcessor processor(int batchSize, int maxQueueSize, long maxQueueBytes) {
		return processor(settings(batchSize, maxQueueSize, maxQueueBytes));
	}

	private BatchProcessor processor(ClientConfig settings) {
		return new BatchProcessor(settings, this.backend, this.scheduler, this.log.logger(), this.scheduler.nanoTime());
	}

	private static ClientConfig settings(int batchSize, int maxQueueSize, long maxQueueBytes) {
		return config(batchSize, maxQueueSize, maxQueueBytes).build();
	}

	private static ClientConfig.Builder config(int batchSize, int maxQueueSize, long maxQueueBytes) {
		return ClientConfig.builder()
			.set(Setting.BATCH_SIZE, batchSize)
			.set(Setting.BATCH_INTERVAL, INTERVAL)
			.set(Setting.MAX_QUEUE_SIZE, maxQueueSize)
			.set(Setting.MAX_QUEUE_BYTES, maxQueueBytes)
			.set(Setting.CONNECT_TIMEOUT, Duration.ofSeconds(2))
			.set(Setting.READ_TIMEOUT, Duration.ofSeconds(10))
			.set(Setting.SHUTDOWN_TIMEOUT, INTERVAL);
	}

}

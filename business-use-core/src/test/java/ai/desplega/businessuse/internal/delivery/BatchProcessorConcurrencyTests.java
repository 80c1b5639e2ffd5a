package ai.desplega.businessuse.internal.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

import ai.desplega.businessuse.internal.config.ClientConfig;
import ai.desplega.businessuse.internal.config.Setting;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.ChildJvm;
import ai.desplega.businessuse.transport.EncodedEvent;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.helpers.NOPLogger;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

/**
 * Tests the counters with concurrent calls, worker, flush, status and close: a few steps
 * of each in every interleaving that Lincheck finds.
 */
@Timeout(120)
class BatchProcessorConcurrencyTests {

	/**
	 * Run in a separate JVM, because Lincheck transforms classes of the JDK.
	 */
	@Test
	void countsEveryEventExactlyOnceUnderAnyInterleaving() throws Exception {
		ChildJvm.run(List.of(ChildJvm.SHORT_LIVED, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading",
				"--sun-misc-unsafe-memory-access=allow"), Duration.ofSeconds(90), ModelCheck.class);
	}

	/**
	 * Program in which Lincheck searches for an interleaving that breaks the balance.
	 */
	static final class ModelCheck {

		/**
		 * Methods that Lincheck treats as atomic, to allow more interleavings of other
		 * steps.
		 */
		private static final String[] COUNTERS = names(LongAdder.class, AtomicReferenceArray.class, Work.class,
				Backend.class);

		/**
		 * Classes that are not involved in counting.
		 */
		private static final String[] NOT_SHARED = names(BackendMonitor.class, BackendState.class, BatchSettings.class,
				ClientConfig.class, ClientStatus.class, ClientStatus.Builder.class, EncodedEvent.class, EnumMap.class,
				EventBatch.class, QueueAge.class, TransportResponse.class, ArrayList.class, Duration.class,
				Instant.class);

		public static void main(String[] args) {
			new ModelCheckingOptions().iterations(0)
				.invocationsPerIteration(100)
				.verifier(EpsilonVerifier.class)
				.addGuarantee(forClasses(COUNTERS).allMethods().treatAsAtomic())
				.addGuarantee(forClasses(NOT_SHARED).allMethods().ignore())
				.addCustomScenario(scenario("offer", "offer, status", "work, status"))
				.addCustomScenario(scenario("offer, offer", "offer, status", "work, flush"))
				.addCustomScenario(scenario("offer, reject", "offer, status", "work, status"))
				.addCustomScenario(scenario("offer", "offer, work", "flush"))
				.addCustomScenario(scenario("offer", "offer", "close, status"))
				.addCustomScenario(scenario("offer", "close", "work, status"))
				.check(Balance.class);
		}

		/**
		 * Create a scenario.
		 * @param before the first steps, by one thread
		 * @param threads the steps that follow, by one thread each
		 */
		private static ExecutionScenario scenario(String before, String... threads) {
			return new ExecutionScenario(actors(before), Arrays.stream(threads).map(ModelCheck::actors).toList(),
					List.of(), null);
		}

		private static List<Actor> actors(String operations) {
			return Arrays.stream(operations.split(", ")).map(ModelCheck::actor).toList();
		}

		private static Actor actor(String operation) {
			try {
				return new Actor(Balance.class.getMethod(operation), List.of());
			}
			catch (NoSuchMethodException ex) {
				throw new IllegalArgumentException(ex);
			}
		}

		private static String[] names(Class<?>... types) {
			return Arrays.stream(types).map(Class::getName).toArray(String[]::new);
		}

	}

	/**
	 * Queue for two events, with batches of two, with the counters and the expected
	 * values of callers and backend.
	 */
	public static final class Balance {

		private static final ClientConfig CONFIG = ClientConfig.builder()
			.set(Setting.BATCH_SIZE, 2)
			.set(Setting.MAX_QUEUE_SIZE, 2)
			.set(Setting.MAX_QUEUE_BYTES, 1024L)
			.set(Setting.MAX_EVENT_BYTES, 1024L)
			.set(Setting.SHUTDOWN_TIMEOUT, Duration.ZERO)
			.build();

		private final Backend backend = new Backend();

		private final Work work = new Work();

		private final BatchProcessor processor = new BatchProcessor(CONFIG, this.backend, this.work,
				NOPLogger.NOP_LOGGER, () -> 0);

		private final AtomicInteger begun = new AtomicInteger();

		private final AtomicInteger done = new AtomicInteger();

		private final AtomicReference<String> wrong = new AtomicReference<>();

		private volatile boolean closed;

		@Operation
		public void offer() {
			this.begun.incrementAndGet();
			this.processor.offer(new byte[] { '{', '}' });
			this.done.incrementAndGet();
		}

		@Operation
		public void work() {
			this.work.run();
		}

		@Operation
		public void reject() {
			this.backend.answer = Answer.UNAUTHORIZED;
		}

		@Operation
		public void status() {
			int offered = this.done.get();
			ClientStatus status = this.processor.status();
			require(status.recorded() >= offered, "An event is missing", status);
			requireNothingTooMuch(status);
		}

		@Operation
		public void flush() {
			int offered = this.done.get();
			boolean flushed = this.processor.flush(Duration.ZERO);
			ClientStatus status = this.processor.status();
			long settled = this.backend.answered() + status.dropped(DropReason.QUEUE_FULL)
					+ status.dropped(DropReason.UNAUTHORIZED) + status.dropped(DropReason.SHUTDOWN);
			require(!flushed || settled >= offered, "A flush said true too early", status);
			requireNothingTooMuch(status);
		}

		@Operation
		public void close() {
			this.closed = true;
			this.processor.close();
		}

		@Validate
		public void validate() {
			ClientStatus before = this.processor.status();
			requireNothingTooMuch(before);
			if (!this.closed) {
				require(before.sent() == this.backend.answered(Answer.CONFIRMED), "Not counted as sent", before);
				require(before.dropped(DropReason.REJECTED) == this.backend.answered(Answer.REJECTED),
						"Not counted as rejected", before);
				require(before.dropped(DropReason.FAILED) == this.backend.answered(Answer.FAILED),
						"Not counted as failed", before);
			}
			this.processor.close();
			ClientStatus after = this.processor.status();
			require(after.recorded() == this.begun.get(), "Not all were counted", after);
			require(after.queued() == 0, "The sum is wrong", after);
			if (this.wrong.get() != null) {
				throw new IllegalStateException(this.wrong.get());
			}
		}

		private void requireNothingTooMuch(ClientStatus status) {
			require(status.queued() >= 0, "More came out than went in", status);
			require(status.recorded() <= this.begun.get(), "An event was counted twice", status);
			require(status.sent() <= this.backend.answered(Answer.CONFIRMED), "Not sent", status);
			require(status.dropped(DropReason.REJECTED) <= this.backend.answered(Answer.REJECTED), "Not rejected",
					status);
			require(status.dropped(DropReason.FAILED) <= this.backend.answered(Answer.FAILED), "Not failed", status);
		}

		/**
		 * Store a failure until the end, because Lincheck treats an exception of an
		 * operation as a result.
		 */
		private void require(boolean condition, String what, ClientStatus status) {
			if (!condition) {
				this.wrong.compareAndSet(null, what + ": " + status + ", the backend had " + this.backend.answered
						+ ", begun " + this.begun + ", done " + this.done);
			}
		}

	}

	private enum Answer {

		CONFIRMED(200), REJECTED(422), FAILED(500), UNAUTHORIZED(401);

		private final int status;

		Answer(int status) {
			this.status = status;
		}

	}

	/**
	 * Backend that counts events before the client receives the response.
	 */
	private static final class Backend implements EventTransport {

		private final AtomicIntegerArray answered = new AtomicIntegerArray(Answer.values().length);

		private volatile Answer answer = Answer.CONFIRMED;

		@Override
		public TransportResponse send(EventBatch batch, Duration timeout) {
			Answer given = this.answer;
			this.answered.addAndGet(given.ordinal(), batch.size());
			return TransportResponse.of(given.status, "");
		}

		private int answered(Answer answer) {
			return this.answered.get(answer.ordinal());
		}

		private int answered() {
			int sum = 0;
			for (Answer answer : Answer.values()) {
				sum += answered(answer);
			}
			return sum;
		}

	}

	/**
	 * Scheduler without a thread: the caller of a step runs the pending tasks, even if
	 * they are not due.
	 */
	private static final class Work extends ScheduledThreadPoolExecutor {

		private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

		private volatile boolean ended;

		private Work() {
			super(0);
		}

		@Override
		public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
			if (this.ended) {
				throw new RejectedExecutionException("ended");
			}
			this.waiting.add(command);
			return null;
		}

		private void run() {
			for (int i = this.waiting.size(); i > 0; i--) {
				Runnable next = this.waiting.poll();
				if (next != null) {
					next.run();
				}
			}
		}

		@Override
		public boolean isShutdown() {
			return this.ended;
		}

		@Override
		public List<Runnable> shutdownNow() {
			this.ended = true;
			this.waiting.clear();
			return List.of();
		}

		@Override
		public boolean awaitTermination(long timeout, TimeUnit unit) {
			return false;
		}

	}

}

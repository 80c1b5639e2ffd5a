package ai.desplega.businessuse.internal.delivery;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import ai.desplega.businessuse.testing.ChildJvm;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the queue with several threads: few steps in every interleaving that Lincheck
 * finds, and many steps under load.
 */
@Timeout(120)
class EventQueueConcurrencyTests {

	private static final int PRODUCERS = 6;

	private static final int EVENTS = 20_000;

	private static final int MAX_SIZE = 50;

	private static final int MAX_BYTES = 600;

	private static final int MAX_LENGTH = 40;

	/**
	 * Run in a separate JVM, because Lincheck transforms classes of the JDK.
	 */
	@Test
	void queueIsCorrectForEveryInterleaving() throws Exception {
		ChildJvm.run(List.of(ChildJvm.SHORT_LIVED, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading",
				"--sun-misc-unsafe-memory-access=allow"), Duration.ofSeconds(90), ModelCheck.class);
	}

	/**
	 * Test with events that contain their producer and number.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 17, 323, 1000, 17 * 19 * 23 * 29 })
	void keepsTheLatestEventsOfAnySizeInOrder(int size) {
		EventQueue queue = new EventQueue(size, Long.MAX_VALUE, () -> 0);
		int evicted = 0;
		for (int i = 0; i < 2 * size + 1; i++) {
			evicted += queue.add(ByteBuffer.allocate(4).putInt(i).array());
		}
		assertThat(evicted).isEqualTo(size + 1);
		assertThat(queue.take(size, Long.MAX_VALUE)).extracting((event) -> ByteBuffer.wrap(event).getInt())
			.containsExactlyElementsOf(IntStream.rangeClosed(size + 1, 2 * size).boxed().toList());
	}

	@ParameterizedTest(name = "seed {0}")
	@ValueSource(longs = { 1, 0 })
	void keepsOrderAndCountsUnderLoad(long given) throws Exception {
		long seed = (given != 0) ? given : System.nanoTime();
		EventQueue queue = new EventQueue(MAX_SIZE, MAX_BYTES, () -> 0);
		ExecutorService executor = Executors.newFixedThreadPool(PRODUCERS);
		List<Future<Integer>> producers = new ArrayList<>();
		for (int producer = 0; producer < PRODUCERS; producer++) {
			byte number = (byte) producer;
			producers.add(executor.submit(() -> produce(queue, number, new Random(seed + number))));
		}
		List<byte[]> taken = new ArrayList<>();
		Random random = new Random(seed);
		while (!producers.stream().allMatch(Future::isDone)) {
			List<byte[]> batch = queue.take(1 + random.nextInt(20), 1 + random.nextInt(MAX_BYTES));
			assertThat(queue.size()).isBetween(0, MAX_SIZE + PRODUCERS);
			taken.addAll(batch);
		}
		int evicted = 0;
		for (Future<Integer> producer : producers) {
			evicted += producer.get();
		}
		executor.shutdown();
		assertThat(queue.size()).isBetween(0, MAX_SIZE + PRODUCERS);
		List<byte[]> left = queue.take(Integer.MAX_VALUE, Long.MAX_VALUE);
		taken.addAll(left);
		assertThat(left.size()).isLessThanOrEqualTo(MAX_SIZE + PRODUCERS);
		assertThat(left.stream().mapToInt((event) -> event.length).sum())
			.isLessThanOrEqualTo(MAX_BYTES + PRODUCERS * MAX_LENGTH);
		assertThat(taken.size() + evicted).as("with seed %d", seed).isEqualTo(PRODUCERS * EVENTS);
		assertThat(queue.size()).isZero();
		assertThat(queue.hasReached(1, 1)).as("a number or bytes are left").isFalse();
		assertInOrder(taken, seed);
	}

	private static int produce(EventQueue queue, byte producer, Random random) {
		int evicted = 0;
		for (int i = 0; i < EVENTS; i++) {
			byte[] event = new byte[4 + random.nextInt(MAX_LENGTH - 3)];
			event[0] = producer;
			event[1] = (byte) (i >> 16);
			event[2] = (byte) (i >> 8);
			event[3] = (byte) i;
			evicted += queue.add(event);
		}
		return evicted;
	}

	private static void assertInOrder(List<byte[]> taken, long seed) {
		int[] last = new int[PRODUCERS];
		for (byte[] event : taken) {
			int number = 1 + ((event[1] & 0xFF) << 16 | (event[2] & 0xFF) << 8 | (event[3] & 0xFF));
			assertThat(number).as("after another of its producer, with seed %d", seed).isGreaterThan(last[event[0]]);
			last[event[0]] = number;
		}
	}

	/**
	 * Program in which Lincheck searches for an interleaving that breaks the queue.
	 */
	static final class ModelCheck {

		public static void main(String[] args) {
			options().threads(2).check(Unbounded.class);
			options().threads(3).verifier(EpsilonVerifier.class).check(Bounded.class);
		}

		private static ModelCheckingOptions options() {
			return new ModelCheckingOptions().iterations(4)
				.invocationsPerIteration(150)
				.actorsBefore(1)
				.actorsPerThread(2)
				.actorsAfter(1);
		}

	}

	/**
	 * Queue that is not full, which must behave like a queue with a lock.
	 */
	public static final class Unbounded {

		private final EventQueue queue = new EventQueue(100, 1 << 20, () -> 0);

		@Operation
		public int add(@Param(gen = IntGen.class, conf = "1:5") int value) {
			return this.queue.add(new byte[] { (byte) value });
		}

		/**
		 * Take an event, waiting for one that another thread is still adding, like the
		 * worker thread.
		 */
		@Operation
		public int take() {
			List<byte[]> taken;
			do {
				taken = this.queue.take(1, 1);
			}
			while (taken.isEmpty() && this.queue.size() > 0);
			return taken.isEmpty() ? -1 : taken.get(0)[0];
		}

	}

	/**
	 * Full queue, for which the interleaving determines the evicted events; all events
	 * are counted.
	 */
	public static final class Bounded {

		private final EventQueue queue = new EventQueue(2, 5, () -> 0);

		private final AtomicInteger added = new AtomicInteger();

		private final AtomicInteger removed = new AtomicInteger();

		private final AtomicInteger largest = new AtomicInteger();

		@Operation
		public void add(@Param(gen = IntGen.class, conf = "1:5") int length) {
			this.added.incrementAndGet();
			this.removed.addAndGet(this.queue.add(new byte[length]));
		}

		@Operation
		public void take() {
			this.removed.addAndGet(this.queue.take(2, 3).size());
			this.largest.accumulateAndGet(this.queue.size(), Math::max);
		}

		@Validate
		public void validate() {
			int counted = this.queue.size();
			int left = this.queue.clear();
			if (left != counted || left > 2 + 3 || this.largest.get() > 2 + 3
					|| this.added.get() != this.removed.get() + left || this.queue.hasReached(1, 1)) {
				throw new IllegalStateException("added " + this.added + ", removed " + this.removed + ", left " + left
						+ ", counted " + counted + ", at most " + this.largest);
			}
		}

	}

}

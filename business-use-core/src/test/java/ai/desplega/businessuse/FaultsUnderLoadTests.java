package ai.desplega.businessuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests all faults of a backend while eight threads record events continuously. The
 * duration of their calls is written to {@code target/faults-under-load.txt}.
 */
@Timeout(60)
@Isolated("changes the proxies and the socket factory of the JVM")
class FaultsUnderLoadTests {

	private static final int THREADS = 8;

	private static final int EVENTS = 1000;

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Duration SHORT = Duration.ofMillis(100);

	private static final List<String> report = new ArrayList<>();

	private final CapturedLog log = new CapturedLog(BusinessUseClient.class.getName());

	private final Set<Thread> threadsBefore = workers();

	static Stream<Arguments> faultsAndThreads() {
		return Arrays.stream(Fault.values())
			.flatMap((fault) -> Arrays.stream(Callers.values())
				.filter(Callers::isAvailable)
				.map((callers) -> Arguments.of(fault, callers)));
	}

	@BeforeAll
	static void warmUp() throws Exception {
		try (Fault.Scene scene = Fault.NONE.scene(); BusinessUseClient client = client(Fault.NONE, scene, SHORT)) {
			load(client, Callers.PLATFORM);
		}
	}

	@AfterEach
	void closeLog() {
		this.log.close();
	}

	@AfterAll
	static void writeReport() throws IOException {
		Files.write(Path.of("target", "faults-under-load.txt"), report);
	}

	@ParameterizedTest(name = "{0}, {1} threads")
	@MethodSource("faultsAndThreads")
	void deliveryRecoversAfterFault(Fault fault, Callers callers) throws Exception {
		try (Fault.Scene scene = fault.scene()) {
			BusinessUseClient client = client(fault, scene, LONG);
			report(fault, callers, load(client, callers));
			client.flush(LONG);
			assertAccountedFor(client.status(), fault);
			assertThat(this.log.lines()).as("lines while it lasts").hasSizeLessThanOrEqualTo(1);

			scene.end();
			assertDelivers(client, fault);
			client.close();
			assertNothingIsLeft(client, scene);
			assertThat(this.log.lines()).as("all lines").hasSizeLessThanOrEqualTo(3);
			if (fault.reason() != null) {
				assertThat(this.log.lines()).satisfiesExactly((line) -> assertThat(line).startsWith("WARN "),
						(line) -> assertThat(line).startsWith("INFO The Business-Use backend "),
						(line) -> assertThat(line).startsWith("INFO Business-Use client closed: "));
			}
		}
	}

	@ParameterizedTest(name = "{0}, {1} threads")
	@MethodSource("faultsAndThreads")
	void closeDuringFaultLeavesNoResources(Fault fault, Callers callers) throws Exception {
		try (Fault.Scene scene = fault.scene()) {
			BusinessUseClient client = client(fault, scene, SHORT);
			load(client, callers);
			client.close();
			assertNothingIsLeft(client, scene);
			assertThat(this.log.lines()).hasSizeLessThanOrEqualTo(2);
		}
	}

	/**
	 * Create a client with a short timeout for faults that end with a timeout. Otherwise
	 * the timeout is so long that the test would fail if a request waited for it.
	 */
	private static BusinessUseClient client(Fault fault, Fault.Scene scene, Duration shutdownTimeout) {
		Duration timeout = fault.isSilent() ? SHORT : LONG;
		BusinessUseClient.Builder builder = BusinessUseClient.builder();
		builder.scheduler = ImpatientScheduler::new;
		return builder.environment((name) -> null)
			.apiKey("the-key")
			.url(scene.url().toString())
			.batchSize(50)
			.maxQueueSize(200)
			.connectTimeout(timeout)
			.readTimeout(timeout)
			.shutdownTimeout(shutdownTimeout)
			.build();
	}

	private static long[] load(BusinessUseClient client, Callers callers) throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService executor = callers.newExecutor();
		List<Future<long[]>> calls = new ArrayList<>();
		for (int caller = 0; caller < THREADS; caller++) {
			String runId = "run-" + caller;
			calls.add(executor.submit(() -> {
				start.await();
				return call(client, runId);
			}));
		}
		start.countDown();
		LongStream nanos = LongStream.empty();
		for (Future<long[]> call : calls) {
			nanos = LongStream.concat(nanos, Arrays.stream(call.get()));
		}
		executor.shutdown();
		return nanos.sorted().toArray();
	}

	private static long[] call(BusinessUseClient client, String runId) {
		long[] nanos = new long[EVENTS];
		for (int i = 0; i < EVENTS; i++) {
			long before = System.nanoTime();
			client.act("paid", FlowRun.of("checkout", runId), Map.of("amount", i, "currency", "EUR"));
			nanos[i] = System.nanoTime() - before;
		}
		return nanos;
	}

	private static void report(Fault fault, Callers callers, long[] nanos) {
		report.add(String.format(Locale.ROOT, "%-28s %-8s a call: 50 %% %,6d ns, 99 %% %,8d ns, 99.9 %% %,10d ns",
				fault, callers, nanos[nanos.length / 2], nanos[nanos.length * 99 / 100],
				nanos[nanos.length * 999 / 1000]));
	}

	private static void assertAccountedFor(ClientStatus status, Fault fault) {
		assertThat(status.recorded()).isEqualTo(THREADS * EVENTS);
		assertThat(status.queued()).isZero();
		assertBalanced(status);
		if (fault.reason() != null) {
			assertThat(status.sent()).isZero();
			assertThat(status.dropped(fault.reason())).isPositive();
			assertThat(status.dropped(fault.reason()) + status.dropped(DropReason.QUEUE_FULL))
				.isEqualTo(status.recorded());
			assertThat(status.lastError()).isNotBlank();
		}
		else {
			assertThat(status.sent() + status.dropped(DropReason.QUEUE_FULL)).isEqualTo(status.recorded());
			assertThat(status.sent()).isPositive();
		}
	}

	private static void assertBalanced(ClientStatus status) {
		assertThat(status.recorded()).isEqualTo(status.sent() + status.dropped() + status.queued());
		assertThat(status.queued()).isNotNegative();
	}

	/**
	 * Assert that the next batch is received. With short timeouts, the machine may be too
	 * slow; after a rejected key, the key is checked first.
	 */
	private static void assertDelivers(BusinessUseClient client, Fault fault) {
		if (fault.isSilent() || fault.reason() == DropReason.UNAUTHORIZED) {
			await().atMost(LONG).until(() -> delivers(client));
		}
		else {
			assertThat(delivers(client)).isTrue();
		}
		assertThat(client.status().state()).isEqualTo(State.AVAILABLE);
	}

	private static boolean delivers(BusinessUseClient client) {
		for (int i = 0; i < 120; i++) {
			client.act("paid", FlowRun.of("checkout", "later"), Map.of("amount", i));
		}
		return client.flush(LONG);
	}

	private void assertNothingIsLeft(BusinessUseClient client, Fault.Scene scene) {
		await().atMost(LONG).untilAsserted(() -> {
			assertThat(workers()).isSubsetOf(this.threadsBefore);
			assertThat(scene.openConnections()).as("open connections").isZero();
		});
		ClientStatus status = client.status();
		assertThat(status.state()).isEqualTo(State.CLOSED);
		assertThat(status.queued()).isZero();
		assertBalanced(status);
	}

	private static Set<Thread> workers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith(ImpatientScheduler.THREAD))
			.collect(Collectors.toSet());
	}

	/**
	 * Threads of an application.
	 */
	enum Callers {

		PLATFORM, VIRTUAL;

		boolean isAvailable() {
			return this == PLATFORM || Runtime.version().feature() >= 21;
		}

		ExecutorService newExecutor() throws ReflectiveOperationException {
			return (this == PLATFORM) ? Executors.newFixedThreadPool(THREADS)
					: (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * Scheduler that skips the minute after which a rejected key is checked again.
	 */
	private static final class ImpatientScheduler extends ScheduledThreadPoolExecutor {

		private static final String THREAD = "business-use-worker";

		private ImpatientScheduler() {
			super(1, (task) -> {
				Thread thread = new Thread(task, THREAD);
				thread.setDaemon(true);
				return thread;
			});
		}

		@Override
		public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
			boolean minute = unit.toNanos(delay) == Duration.ofMinutes(1).toNanos();
			return minute ? super.schedule(command, SHORT.toNanos(), TimeUnit.NANOSECONDS)
					: super.schedule(command, delay, unit);
		}

	}

}

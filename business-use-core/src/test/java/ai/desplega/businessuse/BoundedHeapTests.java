package ai.desplega.businessuse;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a client stays within a small heap while the backend hangs and four threads
 * record events of the maximum size continuously. The test takes thirty seconds in a
 * normal build, five minutes with
 * {@code mvn -Psoak -pl business-use-core test -Dtest=BoundedHeapTests}, and any other
 * time with {@code -Dsoak.seconds=…}. The results are written to
 * {@code target/bounded-heap.txt}.
 */
@Timeout(3600)
class BoundedHeapTests {

	private static final Duration START_AND_STOP = Duration.ofSeconds(60);

	@Test
	void clientStaysWithinItsHeapLimit() throws Exception {
		int seconds = Integer.getInteger("soak.seconds", 30);
		String written = ChildJvm.run(List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"),
				START_AND_STOP.plusSeconds(seconds), Application.class, String.valueOf(seconds));
		assertThat(written).contains("all accounted for");
		Files.writeString(Path.of("target", "bounded-heap.txt"), written);
	}

	/**
	 * Application in the small heap. Exits with zero on success.
	 */
	static final class Application {

		private static final int THREADS = 4;

		/**
		 * Length of a string that makes the largest events slightly larger than the
		 * limit.
		 */
		private static final int LONGEST_TEXT = 65_600;

		private static final int LENGTHS = 600;

		public static void main(String[] args) throws Exception {
			long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[0])).toNanos();
			try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
				BusinessUseClient client = BusinessUseClient.builder()
					.environment((name) -> null)
					.apiKey("key")
					.url("http://127.0.0.1:" + hanging.getLocalPort())
					.readTimeout(Duration.ofSeconds(2))
					.shutdownTimeout(Duration.ofSeconds(1))
					.build();
				long recorded = record(client, end);
				check(client.status(), recorded);
				client.close();
				ClientStatus status = client.status();
				check(status, recorded);
				if (status.queued() != 0 || status.dropped(DropReason.FAILED) == 0) {
					throw new IllegalStateException(status.toString());
				}
				System.out.printf("%s, all accounted for, the heap's pools at most %s%n", status, peaks());
			}
		}

		private static List<String> peaks() {
			return ManagementFactory.getMemoryPoolMXBeans()
				.stream()
				.filter((pool) -> pool.getType() == MemoryType.HEAP)
				.map((pool) -> pool.getName() + " " + (pool.getPeakUsage().getUsed() >> 20) + " MB")
				.toList();
		}

		private static long record(BusinessUseClient client, long end) throws Exception {
			ExecutorService executor = Executors.newFixedThreadPool(THREADS);
			try {
				List<Future<Long>> threads = new ArrayList<>();
				for (int i = 0; i < THREADS; i++) {
					threads.add(executor.submit(() -> recordUntil(client, end)));
				}
				long recorded = 0;
				for (Future<Long> thread : threads) {
					recorded += thread.get();
				}
				return recorded;
			}
			finally {
				executor.shutdown();
			}
		}

		private static long recordUntil(BusinessUseClient client, long end) {
			String text = "x".repeat(LONGEST_TEXT);
			long recorded = 0;
			while (System.nanoTime() - end < 0) {
				String payload = text.substring((int) (recorded % LENGTHS));
				client.act("uploaded", FlowRun.of("documents", "run"), Map.of("payload", payload));
				recorded++;
			}
			return recorded;
		}

		private static void check(ClientStatus status, long recorded) {
			if (status.recorded() != recorded || status.queued() < 0 || status.queued() > status.queueCapacity()) {
				throw new IllegalStateException("recorded " + recorded + ", but " + status);
			}
		}

	}

}

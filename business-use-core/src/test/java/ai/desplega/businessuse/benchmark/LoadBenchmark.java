package ai.desplega.businessuse.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.BusinessUseClient;
import com.sun.management.OperatingSystemMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures a steady load for ten seconds: the cost of an event for the whole process, and
 * the waiting time of callers, with a backend that is healthy, hangs, or rejects batches.
 * The figures include the load generator with its hundred wake-ups per second;
 * {@code off} shows its cost.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 1)
@Fork(1)
public class LoadBenchmark {

	private static final int SECONDS = 10;

	private static final int TICKS_A_SECOND = 100;

	/**
	 * Events per second.
	 */
	@Param({ "2000", "10000" })
	public int rate;

	/**
	 * State of the backend; {@code off} for a client that does nothing; {@code floor} for
	 * {@link HandWritten} and a healthy backend.
	 */
	@Param({ "healthy", "hung", "refused", "off", "floor" })
	public String backend;

	private BenchmarkBackend process;

	private BusinessUseClient client;

	private HandWritten handWritten;

	private Runnable event;

	@Setup(Level.Trial)
	public void start() {
		this.process = BenchmarkBackend.start("hung".equals(this.backend));
		String url = this.process.url();
		if ("refused".equals(this.backend)) {
			this.process.close();
		}
		BusinessUseClient.Builder builder = BusinessUseClient.builder().environment((name) -> null).url(url);
		this.client = "off".equals(this.backend) ? BusinessUseClient.noop() : builder.apiKey("key").build();
		this.handWritten = HandWritten.start(url);
		this.event = "floor".equals(this.backend) ? () -> this.handWritten.act("order-123456", 99.95, "EUR", 3)
				: () -> this.client.act("payment_processed", FlowRun.of("checkout", "order-123456"),
						Map.of("amount", 99.95, "currency", "EUR", "items", 3));
	}

	@TearDown(Level.Trial)
	public void stop() {
		this.client.close();
		this.handWritten.close();
		this.process.close();
	}

	/**
	 * Ten seconds of load.
	 */
	@Benchmark
	public void load(Cost cost) {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		int perTick = this.rate / TICKS_A_SECOND;
		long[] nanos = new long[perTick * TICKS_A_SECOND * SECONDS];
		long cpu = system.getProcessCpuTime();
		long next = System.nanoTime();
		for (int i = 0; i < nanos.length; i++) {
			if (i % perTick == 0) {
				next += TimeUnit.SECONDS.toNanos(1) / TICKS_A_SECOND;
				LockSupport.parkNanos(next - System.nanoTime());
			}
			long start = System.nanoTime();
			this.event.run();
			nanos[i] = System.nanoTime() - start;
		}
		cost.cpuMicrosPerEvent = (system.getProcessCpuTime() - cpu) / 1000.0 / nanos.length;
		Arrays.sort(nanos);
		cost.p50Nanos = nanos[nanos.length / 2];
		cost.p99Nanos = nanos[nanos.length / 100 * 99];
		cost.p999Nanos = nanos[nanos.length / 1000 * 999];
	}

	/**
	 * Counters in addition to the time.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Cost {

		/** CPU time of the process, including the load generator. */
		public double cpuMicrosPerEvent;

		/** Median duration of a call. */
		public double p50Nanos;

		/** 99th percentile of the duration of a call. */
		public double p99Nanos;

		/** 99.9th percentile of the duration of a call. */
		public double p999Nanos;

	}

}

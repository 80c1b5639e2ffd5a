package ai.desplega.businessuse.benchmark;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.BusinessUseClient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the cost of an event with three fields for a caller that records continuously,
 * while the worker thread sends to a backend in another process. With a backend that
 * hangs or rejects batches, the queue is always full and each event evicts another one.
 * Bytes include all threads of the client. {@link HandWritten} is the lower bound.
 * <p>
 * Each virtual thread has its own carrier thread, because the virtual threads never wait:
 * otherwise two of eight would do all the work.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Djdk.virtualThreadScheduler.parallelism=8")
public class CaptureBenchmark {

	/**
	 * State of the backend; {@code off} for a client that does nothing.
	 */
	@Param({ "healthy", "hung", "refused", "off" })
	public String backend;

	private BenchmarkBackend process;

	private BusinessUseClient client;

	private HandWritten handWritten;

	private String runId;

	private FlowRun run;

	@Setup
	public void start() {
		this.process = BenchmarkBackend.start("hung".equals(this.backend));
		String url = this.process.url();
		if ("refused".equals(this.backend)) {
			this.process.close();
		}
		BusinessUseClient.Builder builder = BusinessUseClient.builder().environment((name) -> null).url(url);
		this.client = "off".equals(this.backend) ? BusinessUseClient.noop() : builder.apiKey("key").build();
		this.handWritten = HandWritten.start(url);
		this.runId = "order-123456";
		this.run = FlowRun.of("checkout", this.runId);
	}

	@TearDown
	public void stop() {
		this.client.close();
		this.handWritten.close();
		this.process.close();
	}

	/**
	 * Record with the short form and a new map for each event.
	 */
	@Benchmark
	public void map() {
		this.client.act("payment_processed", this.run, Map.of("amount", 99.95, "currency", "EUR", "items", 3));
	}

	/**
	 * The builder.
	 */
	@Benchmark
	public void builder() {
		this.client.act((event) -> event.id("payment_processed")
			.flow("checkout")
			.runId(this.runId)
			.data("amount", 99.95)
			.data("currency", "EUR")
			.data("items", 3));
	}

	/**
	 * The builder, in two threads.
	 */
	@Benchmark
	@Threads(2)
	public void builderByTwoThreads() {
		builder();
	}

	/**
	 * The builder, in eight threads.
	 */
	@Benchmark
	@Threads(8)
	public void builderByEightThreads() {
		builder();
	}

	/**
	 * Encode the same event with hand-written code.
	 */
	@Benchmark
	public void handWritten() {
		this.handWritten.act(this.runId, 99.95, "EUR", 3);
	}

	/**
	 * Encode the same event with hand-written code, in two threads.
	 */
	@Benchmark
	@Threads(2)
	public void handWrittenByTwoThreads() {
		handWritten();
	}

	/**
	 * Encode the same event with hand-written code, in eight threads.
	 */
	@Benchmark
	@Threads(8)
	public void handWrittenByEightThreads() {
		handWritten();
	}

}

package ai.desplega.businessuse.benchmark;

import java.time.Duration;
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
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.LoggerFactory;

/**
 * Measures the cost of the client in a new JVM, before classes are loaded or compiled.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(20)
public class StartupBenchmark {

	/**
	 * Parameter: {@code true} if the application has logged before. Otherwise the first
	 * logger of the client initializes logging, which is then included in the figure.
	 */
	@Param({ "true", "false" })
	public boolean loggingIsUp;

	private BenchmarkBackend process;

	private BusinessUseClient client;

	@Setup
	public void start() {
		this.process = BenchmarkBackend.start(false);
		if (this.loggingIsUp) {
			LoggerFactory.getLogger(StartupBenchmark.class).debug("up since {}", this.process);
		}
	}

	@TearDown
	public void stop() {
		this.client.close();
		this.process.close();
	}

	/**
	 * Measure the time until the first event was recorded.
	 */
	@Benchmark
	public void firstEvent() {
		this.client = BusinessUseClient.builder()
			.environment((name) -> null)
			.apiKey("key")
			.url(this.process.url())
			.build();
		this.client.act("payment_processed", FlowRun.of("checkout", "order-123456"),
				Map.of("amount", 99.95, "currency", "EUR", "items", 3));
	}

	/**
	 * Measure the time until the first event was sent.
	 */
	@Benchmark
	public boolean firstDelivery() {
		firstEvent();
		return this.client.flush(Duration.ofSeconds(10));
	}

}

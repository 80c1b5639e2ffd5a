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
 * Cost of the client in a JVM that has just started, before classes are loaded or
 * compiled.
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
	 * logger of the client starts the application's logging, which is then part of the
	 * figure.
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
	 * Until the application goes on after its first event.
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
	 * Until the first event is delivered.
	 */
	@Benchmark
	public boolean firstDelivery() {
		firstEvent();
		return this.client.flush(Duration.ofSeconds(10));
	}

}

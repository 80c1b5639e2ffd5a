package ai.desplega.businessuse.benchmark;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an event of three fields costs the caller: with the worker delivering to nobody,
 * so that capture, encoding, queue and batching are measured, and not a backend.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CaptureBenchmark {

	private static final TransportResponse OK = new TransportResponse(200, "");

	private BusinessUseClient client;

	private BusinessUseClient off;

	private String runId;

	@Setup
	public void start() {
		EventTransport nowhere = (EventBatch batch) -> OK;
		this.client = BusinessUseClient.builder().environment((name) -> null).transport(nowhere).build();
		this.off = BusinessUseClient.noop();
		this.runId = "order-123456";
	}

	@TearDown
	public void stop() {
		this.client.close();
	}

	@Benchmark
	public void actWithMap() {
		this.client.act("payment_processed", "checkout", this.runId,
				Map.of("amount", 99.95, "currency", "EUR", "items", 3));
	}

	@Benchmark
	public void actWithBuilder() {
		this.client.act((event) -> event.id("payment_processed")
			.flow("checkout")
			.runId(this.runId)
			.data("amount", 99.95)
			.data("currency", "EUR")
			.data("items", 3));
	}

	@Benchmark
	public void off() {
		this.off.act((event) -> event.id("payment_processed").flow("checkout").runId(this.runId).data("items", 3));
	}

}

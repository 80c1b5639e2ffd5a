package ai.desplega.businessuse.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.transport.EncodedEvent;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.internal.http.HttpTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the cost of sending per event: a batch of a hundred events over HTTP to a
 * backend that responds immediately, and one thread that records continuously, from the
 * call to the delivery.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BatchBenchmark {

	private static final int BATCH = 100;

	private static final int FLAT_OUT = 1000;

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final EncodedEvent EVENT = EncodedEvent.of(("{\"flow\":\"checkout\",\"id\":\"payment_processed\","
			+ "\"run_id\":\"order-123456\",\"type\":\"act\",\"ts\":1700000000000000000,"
			+ "\"data\":{\"amount\":99.95,\"currency\":\"EUR\",\"items\":3}}")
		.getBytes(StandardCharsets.UTF_8));

	private BenchmarkBackend process;

	private HttpTransport transport;

	private BusinessUseClient client;

	@Setup
	public void start() {
		this.process = BenchmarkBackend.start(false);
		this.transport = new HttpTransport(URI.create(this.process.url()), "key", Duration.ofSeconds(2),
				Duration.ofSeconds(10));
		this.client = BusinessUseClient.builder()
			.environment((name) -> null)
			.apiKey("key")
			.url(this.process.url())
			.build();
	}

	@TearDown
	public void stop() {
		this.client.close();
		this.transport.releaseConnections();
		this.process.close();
	}

	/**
	 * Send a batch of encoded events.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public TransportResponse send() throws IOException {
		return this.transport.send(EventBatch.of(Collections.nCopies(BATCH, EVENT)), TIMEOUT);
	}

	/**
	 * Record as many events as fit into the queue, until the last is sent.
	 */
	@Benchmark
	@OperationsPerInvocation(FLAT_OUT)
	public boolean deliver() {
		for (int i = 0; i < FLAT_OUT; i++) {
			this.client.act("payment_processed", FlowRun.of("checkout", "order-123456"),
					Map.of("amount", 99.95, "currency", "EUR", "items", 3));
		}
		boolean delivered = this.client.flush(Duration.ofSeconds(10));
		if (!delivered) {
			throw new IllegalStateException("An event was lost: " + this.client.status());
		}
		return delivered;
	}

}

package ai.desplega.businessuse.benchmark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
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
 * Measures an assertion whose dependencies, timeout and rule are declared in a
 * definition, and an assertion with the same content that sets all of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DeclaredStepBenchmark {

	private static final FlowDefinition CHECKOUT = FlowDefinition.builder("checkout")
		.act("item_added")
		.act("payment_processed")
		.assertion("order_confirmed",
				(step) -> step.depIds("item_added", "payment_processed")
					.timeout(Duration.ofSeconds(10))
					.validator((data, ctx) -> data.number("total") == ctx.deps("item_added").sum("price")))
		.build();

	private final BusinessUseClient declaring = client(BusinessUseClient.builder().flow(CHECKOUT));

	private final BusinessUseClient plain = client(BusinessUseClient.builder());

	private FlowRun declared;

	private FlowRun run;

	@Setup
	public void createRuns() {
		this.declared = CHECKOUT.run("order-123456");
		this.run = FlowRun.of("checkout", "order-123456");
	}

	private static BusinessUseClient client(BusinessUseClient.Builder builder) {
		return builder.environment((name) -> null).transport((batch, timeout) -> TransportResponse.of(200)).build();
	}

	@TearDown
	public void closeClients() {
		this.declaring.close();
		this.plain.close();
	}

	/**
	 * The definition has dependencies, timeout and rule.
	 */
	@Benchmark
	public void declaredStep() {
		this.declaring.assertion((event) -> event.id("order_confirmed").run(this.declared).data("total", 99.95));
	}

	/**
	 * The event has dependencies, timeout and rule.
	 */
	@Benchmark
	public void completeEvent() {
		this.plain.assertion((event) -> event.id("order_confirmed")
			.run(this.run)
			.data("total", 99.95)
			.depIds("item_added", "payment_processed")
			.timeout(Duration.ofSeconds(10))
			.validator((data, ctx) -> data.number("total") == ctx.deps("item_added").sum("price")));
	}

	/**
	 * Record an act with a client without definitions.
	 */
	@Benchmark
	public void act() {
		this.plain.act((event) -> event.id("order_confirmed").run(this.run).data("total", 99.95));
	}

}

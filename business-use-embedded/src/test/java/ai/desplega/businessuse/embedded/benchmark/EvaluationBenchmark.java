package ai.desplega.businessuse.embedded.benchmark;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.embedded.evaluation.Expression;
import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.QuickJs;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.embedded.store.Evaluations;
import ai.desplega.businessuse.embedded.store.EventStore;
import ai.desplega.businessuse.embedded.store.RunKey;
import ai.desplega.businessuse.flow.RunStatus;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the evaluation of runs of 10 events each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
public class EvaluationBenchmark {

	private static final int EVENTS = 10;

	@Param({ "1", "500" })
	int storedRuns;

	private Evaluations evaluations;

	@Setup
	public void store() {
		EventStore store = new EventStore(InstantSource.system());
		for (int run = 0; run < this.storedRuns; run++) {
			for (String flow : List.of("rules", "none")) {
				store.add(events(flow, String.valueOf(run)));
			}
		}
		this.evaluations = new Evaluations(store, (flow) -> null, new QuickJs(), InstantSource.system());
	}

	/**
	 * Measure runs in a new JVM, including the start of the engine.
	 */
	@Benchmark
	@Warmup(iterations = 0)
	@Measurement(iterations = 1)
	public void thousandRunsOfFiveRules() {
		for (int i = 0; i < 1_000; i++) {
			evaluate("rules", String.valueOf(i % this.storedRuns));
		}
	}

	/**
	 * Measure one run without warm-up.
	 */
	@Benchmark
	@Warmup(iterations = 0)
	@Measurement(iterations = 5)
	public void oneRunWithoutRules() {
		evaluate("none", "0");
	}

	@Benchmark
	@Warmup(iterations = 200)
	@Measurement(iterations = 200)
	public void oneRunOfFiveRules() {
		evaluate("rules", "0");
	}

	private void evaluate(String flow, String runId) {
		if (this.evaluations.evaluate(new RunKey(flow, runId), null).status() != RunStatus.PASSED) {
			throw new IllegalStateException("The run must pass");
		}
	}

	private static List<StoredEvent> events(String flow, String runId) {
		List<StoredEvent> events = new ArrayList<>();
		for (int i = 0; i < EVENTS; i++) {
			Expression rule = (flow.equals("rules") && i % 2 == 1)
					? new Expression("js", "data.total > 0 && ctx.deps.every(d => d.data.total <= data.total)") : null;
			List<String> depIds = (i > 0) ? List.of(flow + (i - 1)) : List.of();
			NodeDefinition node = new NodeDefinition(flow + i, (rule != null) ? "assert" : "act", null, depIds, null,
					rule, List.of());
			events.add(new StoredEvent(UUID.randomUUID().toString(), flow, runId, node,
					"{\"total\":" + (i + 1) + ",\"currency\":\"EUR\"}", i, true));
		}
		return events;
	}

}

package ai.desplega.businessuse.embedded.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.evaluation.FlowException;
import ai.desplega.businessuse.embedded.evaluation.QuickJs;
import ai.desplega.businessuse.embedded.evaluation.RunEvaluator;
import ai.desplega.businessuse.embedded.evaluation.RunSnapshot;
import ai.desplega.businessuse.embedded.evaluation.UnnoticedSteps;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.embedded.store.DeclaredNodes;
import ai.desplega.businessuse.embedded.store.EventStore;
import ai.desplega.businessuse.embedded.store.StoreTransport;
import ai.desplega.businessuse.embedded.store.RunKey;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RunResult;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.transport.EventTransport;
import org.jspecify.annotations.Nullable;

/**
 * Stored events of a client, and the evaluation of their runs. A run is evaluated with
 * the declared steps of its flow and the steps of its own events, independent of other
 * runs. Thread-safe.
 */
public final class RecordedRuns {

	private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(30);

	private static final int MAX_LISTED_RUNS = 10;

	private final RunEvaluator evaluator = new RunEvaluator(new QuickJs());

	private final EventStore store = new EventStore(InstantSource.system());

	private final EventTransport transport = new StoreTransport(this.store::add);

	private final Supplier<BusinessUseClient> client;

	private final DeclaredFlows flows;

	private final Supplier<List<String>> warnings;

	private final DroppedEvents dropped;

	private volatile Consumer<EvaluatedRun> listener = (run) -> {
	};

	/** Time of the latest {@link #clear()}, in nanoseconds since the epoch. */
	private volatile long since;

	/**
	 * Create an instance without events.
	 * @param client supplies the client that sends to {@link #transport()}; first called
	 * when a run is evaluated
	 * @param flows supplies the declared flows; called for each evaluation
	 * @param warnings supplies the reasons why a run that is evaluated on the current
	 * thread may be incomplete
	 */
	public RecordedRuns(Supplier<BusinessUseClient> client, Supplier<FlowRegistry> flows,
			Supplier<List<String>> warnings) {
		this.client = client;
		this.flows = new DeclaredFlows(flows);
		this.warnings = warnings;
		this.dropped = new DroppedEvents(client);
	}

	/**
	 * Create an instance without events, and its client, which doesn't read environment
	 * variables.
	 * @param declared the declared flows
	 * @return the instance
	 */
	public static RecordedRuns withClient(Collection<FlowDefinition> declared) {
		FlowRegistry flows = new FlowRegistry();
		declared.forEach(flows::add);
		AtomicReference<BusinessUseClient> client = new AtomicReference<>();
		RecordedRuns runs = new RecordedRuns(client::get, () -> flows, List::of);
		BusinessUseClient.Builder builder = BusinessUseClient.builder()
			.environment((name) -> null)
			.transport(runs.transport());
		declared.forEach(builder::flow);
		client.set(builder.build());
		return runs;
	}

	/**
	 * Return the transport that stores events in this instance.
	 * @return the transport
	 */
	public EventTransport transport() {
		return this.transport;
	}

	/**
	 * Return the client.
	 * @return the client that sends to {@link #transport()}
	 */
	public BusinessUseClient client() {
		return this.client.get();
	}

	/**
	 * Flush the client and evaluate a run.
	 * @param run the run
	 * @param afterTimeouts whether to evaluate the run as if all timeouts had expired
	 * @return the result
	 * @throws IllegalArgumentException if the run id can't be used, or a declared rule
	 * can't be translated
	 * @throws IllegalStateException if the run can't be evaluated
	 */
	public RunResult evaluate(FlowRun run, boolean afterTimeouts) {
		RunKey key = RunKey.of(run);
		this.client.get().flush(FLUSH_TIMEOUT);
		List<StoredEvent> events = events(key);
		FlowDefinition declared = this.flows.definition(run);
		Instant now = Instant.now();
		RunSnapshot snapshot = new RunSnapshot(DeclaredNodes.with(declared, events), events, epochNanos(now));
		RunSnapshot timed = afterTimeouts ? snapshot.afterAllDeadlines() : snapshot;
		Evaluation evaluation = evaluate(run, timed);
		ResultBuilder result = new ResultBuilder(timed, evaluation, declared);
		List<String> errors = new ArrayList<>(result.errors());
		if (events.isEmpty()) {
			errors.add(noEvents(run));
		}
		RunResult verdict = RunResult.builder(run.flow(), run.runId(), evaluation.status())
			.steps(result.steps())
			.errors(errors)
			.warnings(Stream.concat(this.dropped.warnings().stream(), this.warnings.get().stream()).toList())
			.evaluatedAt(now)
			.unnoticedSteps(() -> unnoticed(run, snapshot, declared))
			.build();
		this.listener.accept(new EvaluatedRun(verdict, evaluation, declared));
		return verdict;
	}

	private Evaluation evaluate(FlowRun run, RunSnapshot snapshot) {
		try {
			return this.evaluator.evaluate(snapshot);
		}
		catch (FlowException ex) {
			throw cannotBeEvaluated(run, ex);
		}
	}

	private static IllegalStateException cannotBeEvaluated(FlowRun run, FlowException ex) {
		return new IllegalStateException(
				"Run '" + run.runId() + "' of flow '" + run.flow() + "' can't be evaluated: " + ex.getMessage(), ex);
	}

	private List<StoredEvent> events(RunKey run) {
		return this.store.events(run).stream().filter((event) -> event.ts() >= this.since).toList();
	}

	private String noEvents(FlowRun run) {
		Set<String> recorded = new LinkedHashSet<>();
		Set<String> flows = this.flows.names();
		this.store.events((event) -> event.ts() >= this.since, 0, Long.MAX_VALUE).forEach((event) -> {
			flows.add(event.flow());
			if (event.flow().equals(run.flow())) {
				recorded.add(event.runId());
			}
		});
		StringJoiner runs = new StringJoiner(", ", "; recorded runs of this flow: ", "")
			.setEmptyValue("; no run of this flow was recorded" + DeclaredFlows.suggestion(run, flows));
		recorded.stream().limit(MAX_LISTED_RUNS).forEach((runId) -> runs.add("'" + runId + "'"));
		if (recorded.size() > MAX_LISTED_RUNS) {
			runs.add("and " + (recorded.size() - MAX_LISTED_RUNS) + " more");
		}
		return "run '" + run.runId() + "' of flow '" + run.flow() + "' has no events" + runs;
	}

	private Map<String, String> unnoticed(FlowRun run, RunSnapshot snapshot, @Nullable FlowDefinition declared) {
		try {
			return new UnnoticedSteps(this.evaluator).of(snapshot, (step) -> DeclaredNodes.isOptional(declared, step));
		}
		catch (FlowException ex) {
			throw cannotBeEvaluated(run, ex);
		}
	}

	/**
	 * Set the listener for evaluations.
	 * @param listener receives each evaluated run, on the thread that requested the
	 * evaluation
	 */
	public void onEvaluation(Consumer<EvaluatedRun> listener) {
		this.listener = listener;
	}

	/**
	 * Return the declared flows.
	 * @return one definition for each flow
	 */
	public Collection<FlowDefinition> declaredFlows() {
		return this.flows.all();
	}

	/**
	 * Flush the client and return the steps that were recorded since the latest
	 * {@link #clear()}.
	 * @return the ids of the steps of each run, in the order of the first events
	 */
	public Map<FlowRun, Set<String>> recordedSteps() {
		this.client.get().flush(FLUSH_TIMEOUT);
		List<StoredEvent> events = new ArrayList<>(
				this.store.events((event) -> event.ts() >= this.since, 0, Long.MAX_VALUE));
		Collections.reverse(events);
		Map<FlowRun, Set<String>> runs = new LinkedHashMap<>();
		events.forEach(
				(event) -> runs.computeIfAbsent(FlowRun.of(event.flow(), event.runId()), (run) -> new LinkedHashSet<>())
					.add(event.nodeId()));
		return runs;
	}

	/**
	 * Flush the client, then remove all events and reset the count of dropped events.
	 */
	public void clear() {
		this.client.get().flush(FLUSH_TIMEOUT);
		this.store.clear();
		this.dropped.reset();
		this.since = epochNanos(Instant.now());
	}

	private static long epochNanos(Instant time) {
		return ChronoUnit.NANOS.between(Instant.EPOCH, time);
	}

}

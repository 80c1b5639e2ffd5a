package ai.desplega.businessuse.embedded.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.evaluation.FlowException;
import ai.desplega.businessuse.embedded.evaluation.FlowGraph;
import ai.desplega.businessuse.embedded.evaluation.Node;
import ai.desplega.businessuse.embedded.evaluation.RunEvaluator;
import ai.desplega.businessuse.embedded.evaluation.ScriptBudget;
import ai.desplega.businessuse.embedded.evaluation.Scripts;
import ai.desplega.businessuse.embedded.evaluation.Status;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates runs, and keeps what came of it: at most 1,000 evaluations, and the state of
 * 1,000 runs, each of 16 MB together. Thread-safe.
 */
public final class Evaluations {

	private static final int MAX_COUNT = 1_000;

	private static final long MAX_SIZE = 16L * 1024 * 1024;

	private final ReentrantLock lock = new ReentrantLock();

	private final Bounded<String, EvalOutput> outputs = new Bounded<>(MAX_COUNT, MAX_SIZE, EvalOutput::size);

	private final Bounded<RunKey, RunState> states = new Bounded<>(MAX_COUNT, MAX_SIZE, RunState::size);

	private final EventStore store;

	private final Scripts javaScript;

	private final InstantSource clock;

	public Evaluations(EventStore store, Scripts javaScript, InstantSource clock) {
		this.store = store;
		this.javaScript = javaScript;
		this.clock = clock;
	}

	/**
	 * Evaluate a run, or the part of it from a node on.
	 * @throws FlowException if that can't be done
	 */
	public Evaluation evaluate(RunKey run, @Nullable String startNodeId) {
		List<StoredEvent> events = this.store.events(run);
		if (events.isEmpty()) {
			throw new FlowException("No events found for run_id=" + run.runId() + ", flow=" + run.flow());
		}
		events.forEach((event) -> checkNodeIsOf(run.flow(), event.nodeId()));
		List<Node> nodes = this.store.nodes().stream().filter((node) -> node.flow().equals(run.flow())).toList();
		if (nodes.isEmpty()) {
			throw new FlowException("No node definitions found for flow=" + run.flow());
		}
		FlowGraph graph = FlowGraph.of(nodes);
		return new RunEvaluator(new ScriptBudget(this.javaScript, System::nanoTime), this::epochNanos)
			.evaluate((startNodeId != null) ? graph.from(startNodeId) : graph, events);
	}

	/**
	 * Evaluate a run and keep what came of it.
	 * @throws FlowException if that can't be done
	 */
	public Evaluation evaluateAndKeep(RunKey run, @Nullable String startNodeId, @Nullable String triggerEvId) {
		try {
			Evaluation evaluation = evaluate(run, startNodeId);
			keep(run, startNodeId, triggerEvId, evaluation);
			return evaluation;
		}
		catch (FlowException ex) {
			keep(new RunState(run, null, ex.getMessage(), this.clock.instant()));
			throw ex;
		}
	}

	/**
	 * What was kept.
	 * @return the evaluations that match, latest first
	 */
	public List<EvalOutput> outputs(Predicate<EvalOutput> filter, long offset, long limit) {
		this.lock.lock();
		try {
			List<EvalOutput> latestFirst = new ArrayList<>(this.outputs.values());
			Collections.reverse(latestFirst);
			return latestFirst.stream().filter(filter).skip(offset).limit(limit).toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How a run stood last.
	 */
	public RunState state(RunKey run) {
		this.lock.lock();
		try {
			RunState state = this.states.get(run);
			return (state != null) ? state : new RunState(run, null, null, Instant.EPOCH);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How a run stands now: one that waits is evaluated once more, but that isn't kept.
	 */
	public RunState stateNow(RunKey run) {
		RunState state = state(run);
		if (state.evaluation() == null || state.evaluation().status() != Status.RUNNING) {
			return state;
		}
		try {
			return new RunState(run, evaluate(run, null), null, this.clock.instant());
		}
		catch (FlowException ex) {
			return new RunState(run, null, ex.getMessage(), this.clock.instant());
		}
	}

	private void checkNodeIsOf(String flow, String nodeId) {
		Node node = this.store.node(nodeId);
		if (node != null && !node.flow().equals(flow)) {
			throw new FlowException("Node '" + nodeId + "' belongs to flow '" + node.flow()
					+ "', which had it first, so flow '" + flow + "' can't be evaluated: a node id belongs to one "
					+ "flow, use another id in flow '" + flow + "'");
		}
	}

	private void keep(RunKey run, @Nullable String startNodeId, @Nullable String triggerEvId, Evaluation evaluation) {
		Instant now = this.clock.instant();
		EvalOutput output = new EvalOutput(UUID.randomUUID().toString(), run.flow(), run.runId(), triggerEvId,
				evaluation, now, "active");
		this.lock.lock();
		try {
			this.outputs.put(output.id(), output);
		}
		finally {
			this.lock.unlock();
		}
		if (startNodeId == null) {
			keep(new RunState(run, evaluation, null, now));
		}
	}

	private void keep(RunState state) {
		this.lock.lock();
		try {
			this.states.put(state.run(), state);
		}
		finally {
			this.lock.unlock();
		}
	}

	private long epochNanos() {
		Instant now = this.clock.instant();
		return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
	}

}

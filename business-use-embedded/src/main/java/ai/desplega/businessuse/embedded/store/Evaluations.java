package ai.desplega.businessuse.embedded.store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.evaluation.FlowException;
import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.RunEvaluator;
import ai.desplega.businessuse.embedded.evaluation.RunSnapshot;
import ai.desplega.businessuse.embedded.evaluation.Scripts;
import ai.desplega.businessuse.embedded.evaluation.UnnoticedSteps;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates stored runs and keeps the results. Thread-safe.
 */
public final class Evaluations {

	private final EvaluationStore kept = new EvaluationStore();

	private final EventStore store;

	private final Function<String, @Nullable FlowDefinition> declared;

	private final RunEvaluator evaluator;

	private final InstantSource clock;

	/**
	 * Create an instance without evaluations.
	 * @param store the runs
	 * @param declared the declared flows, by name
	 * @param javaScript the evaluator of rules
	 * @param clock the clock
	 */
	public Evaluations(EventStore store, Function<String, @Nullable FlowDefinition> declared, Scripts javaScript,
			InstantSource clock) {
		this.store = store;
		this.declared = declared;
		this.evaluator = new RunEvaluator(javaScript);
		this.clock = clock;
	}

	/**
	 * Evaluate a run, or the part of its flow that starts at a node.
	 * @param run the run
	 * @param startNodeId the node, or {@code null} or empty for the whole flow
	 * @return the evaluation
	 * @throws FlowException if the run can't be evaluated
	 */
	public Evaluation evaluate(RunKey run, @Nullable String startNodeId) {
		List<StoredEvent> events = this.store.events(run);
		if (events.isEmpty()) {
			throw new FlowException("No events found for run_id=" + run.runId() + ", flow=" + run.flow());
		}
		Collection<Node> nodes = this.store.nodes(run.flow());
		Map<String, String> foreign = foreignNodes(run.flow(), events);
		if (nodes.isEmpty()) {
			throw new FlowException(foreign.isEmpty() ? "No node definitions found for flow=" + run.flow()
					: String.join(". ", foreign.values()));
		}
		RunSnapshot snapshot = new RunSnapshot(definitions(run.flow(), nodes), events, epochNanos());
		return this.evaluator
			.evaluate((startNodeId == null || startNodeId.isEmpty()) ? snapshot : snapshot.from(startNodeId))
			.withWarnings(warnings(nodes), List.copyOf(foreign.values()));
	}

	/**
	 * Evaluate a run and keep the result.
	 * @param run the run
	 * @param startNodeId as in {@link #evaluate(RunKey, String)}
	 * @param triggerEvId the event that caused the evaluation
	 * @return the evaluation
	 * @throws FlowException if the run can't be evaluated
	 */
	public Evaluation evaluateAndKeep(RunKey run, @Nullable String startNodeId, @Nullable String triggerEvId) {
		try {
			Evaluation evaluation = evaluate(run, startNodeId);
			keep(run, startNodeId, triggerEvId, evaluation);
			return evaluation;
		}
		catch (FlowException ex) {
			this.kept.put(new RunState(run, null, ex.getMessage(), this.clock.instant()));
			throw ex;
		}
	}

	/**
	 * Find evaluations.
	 * @param filter the predicate for the evaluations
	 * @param offset the number of evaluations to skip
	 * @param limit the maximum number of evaluations
	 * @return the matching evaluations, latest first
	 */
	public List<EvalOutput> outputs(Predicate<EvalOutput> filter, long offset, long limit) {
		return this.kept.outputs().stream().filter(filter).skip(offset).limit(limit).toList();
	}

	/**
	 * Return the state of a run as of its latest evaluation.
	 * @param run the run
	 * @return the state
	 */
	public RunState state(RunKey run) {
		return this.kept.state(run);
	}

	/**
	 * Return the current state of a run. A running run is evaluated again, without
	 * keeping the result.
	 * @param run the run
	 * @return the state
	 */
	public RunState stateNow(RunKey run) {
		RunState state = state(run);
		if (!state.isRunning()) {
			return state;
		}
		try {
			return new RunState(run, evaluate(run, null), null, this.clock.instant());
		}
		catch (FlowException ex) {
			return new RunState(run, null, ex.getMessage(), this.clock.instant());
		}
	}

	/**
	 * Find the steps of a run whose absence would go unnoticed.
	 * @param run the run
	 * @return a reason for each step
	 * @throws FlowException if the run can't be evaluated
	 */
	public Map<String, String> unnoticed(RunKey run) {
		FlowDefinition flow = this.declared.apply(run.flow());
		RunSnapshot snapshot = new RunSnapshot(definitions(run.flow(), this.store.nodes(run.flow())),
				this.store.events(run), epochNanos());
		return new UnnoticedSteps(this.evaluator).of(snapshot, (step) -> DeclaredNodes.isOptional(flow, step));
	}

	/**
	 * Return the nodes of a flow: the declared nodes, redefined by the recorded nodes.
	 * @param flow the flow
	 * @return the nodes
	 */
	public List<NodeDefinition> definitions(String flow) {
		return definitions(flow, this.store.nodes(flow));
	}

	private List<NodeDefinition> definitions(String flow, Collection<Node> recorded) {
		Map<String, NodeDefinition> nodes = new LinkedHashMap<>();
		DeclaredNodes.of(this.declared.apply(flow)).forEach((node) -> nodes.put(node.id(), node));
		recorded.forEach((node) -> nodes.put(node.id(), node.definition()));
		return List.copyOf(nodes.values());
	}

	/**
	 * Return a warning for each node that belongs to another flow. The real backend
	 * ignores the events of such a node.
	 */
	private Map<String, String> foreignNodes(String flow, List<StoredEvent> events) {
		Map<String, String> warnings = new HashMap<>();
		for (StoredEvent event : events) {
			Node node = this.store.node(event.nodeId());
			if (node != null && !node.flow().equals(flow)) {
				warnings.put(node.id(), "Node '" + node.id() + "' belongs to flow '" + node.flow()
						+ "', in which it was recorded first, so its events in flow '" + flow
						+ "' are ignored: a node id belongs to one flow; use another id in flow '" + flow + "'");
			}
		}
		return warnings;
	}

	private static Map<String, String> warnings(Collection<Node> nodes) {
		Map<String, String> warnings = new HashMap<>();
		for (Node node : nodes) {
			if (node.warning() != null) {
				warnings.put(node.id(), node.warning());
			}
		}
		return warnings;
	}

	private void keep(RunKey run, @Nullable String startNodeId, @Nullable String triggerEvId, Evaluation evaluation) {
		Instant now = this.clock.instant();
		this.kept.put(new EvalOutput(UUID.randomUUID().toString(), run.flow(), run.runId(), triggerEvId, evaluation,
				now, "active"));
		if (startNodeId == null || startNodeId.isEmpty()) {
			this.kept.put(new RunState(run, evaluation, null, now));
		}
	}

	private long epochNanos() {
		return ChronoUnit.NANOS.between(Instant.EPOCH, this.clock.instant());
	}

}

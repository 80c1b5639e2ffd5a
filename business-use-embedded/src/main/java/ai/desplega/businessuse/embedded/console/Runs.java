package ai.desplega.businessuse.embedded.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.store.Evaluations;
import ai.desplega.businessuse.embedded.store.EventStore;
import ai.desplega.businessuse.embedded.evaluation.Expression;
import ai.desplega.businessuse.embedded.evaluation.FlowException;
import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.NodeEvaluation;
import ai.desplega.businessuse.embedded.store.Node;
import ai.desplega.businessuse.embedded.store.RunKey;
import ai.desplega.businessuse.embedded.store.RunState;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Runs as the page shows them. Thread-safe.
 */
public final class Runs {

	static final int MAX_EVENTS = 200;

	static final int MAX_DATA = 20_000;

	private static final double NANOS_PER_MS = 1e6;

	private final EventStore store;

	private final Evaluations evaluations;

	Runs(EventStore store, Evaluations evaluations) {
		this.store = store;
		this.evaluations = evaluations;
	}

	/**
	 * Return the runs that began last.
	 * @param limit the maximum number of runs
	 * @return the runs, latest first
	 */
	public List<RunSummary> latest(int limit) {
		Map<RunKey, List<StoredEvent>> byRun = this.store.events((event) -> true, 0, Long.MAX_VALUE)
			.stream()
			.collect(Collectors.groupingBy(RunKey::of));
		return byRun.entrySet()
			.stream()
			.map((run) -> summary(run.getKey(), run.getValue()))
			.sorted(Comparator.comparing(RunSummary::startedAt).reversed())
			.limit(limit)
			.toList();
	}

	/**
	 * Find a run.
	 * @param flow the flow
	 * @param runId the run
	 * @return the run, empty if it has no events
	 */
	public Optional<RunDetails> find(String flow, String runId) {
		RunKey run = new RunKey(flow, runId);
		List<StoredEvent> events = this.store.events(run)
			.stream()
			.sorted(Comparator.comparingLong(StoredEvent::ts))
			.toList();
		if (events.isEmpty()) {
			return Optional.empty();
		}
		RunState state = this.evaluations.stateNow(run);
		List<RunDetails.Event> shown = events.stream()
			.limit(MAX_EVENTS)
			.map((event) -> show(event, events.get(0).ts()))
			.toList();
		return Optional.of(new RunDetails(flow, runId, state.label(), problem(state),
				steps(flow, events, state.evaluation()), shown, events.size()));
	}

	/**
	 * Evaluate a run.
	 * @param flow the flow
	 * @param runId the run
	 * @return the run, empty if it has no events
	 */
	public Optional<RunDetails> evaluate(String flow, String runId) {
		try {
			this.evaluations.evaluateAndKeep(new RunKey(flow, runId), null, null);
		}
		catch (FlowException ex) {
			// kept as the problem of the run
		}
		return find(flow, runId);
	}

	private static @Nullable String problem(RunState state) {
		if (state.evaluation() != null && !state.evaluation().warnings().isEmpty()) {
			return String.join(". ", state.evaluation().warnings());
		}
		return state.problem();
	}

	private RunSummary summary(RunKey run, List<StoredEvent> events) {
		RunState state = this.evaluations.state(run);
		long first = events.stream().mapToLong(StoredEvent::ts).min().orElse(0);
		return new RunSummary(run.flow(), run.runId(), state.label(), events.size(), Instant.EPOCH.plusNanos(first),
				state.at());
	}

	private List<RunDetails.Step> steps(String flow, List<StoredEvent> events, @Nullable Evaluation evaluation) {
		Map<String, Node> nodes = new LinkedHashMap<>();
		this.store.nodes(flow).forEach((node) -> nodes.put(node.id(), node));
		Map<String, NodeEvaluation> outcomes = (evaluation == null) ? Map.of()
				: evaluation.execInfo().stream().collect(Collectors.toMap(NodeEvaluation::nodeId, Function.identity()));
		Set<String> ids = new HashSet<>();
		List<RunDetails.Step> steps = new ArrayList<>();
		if (evaluation != null) {
			evaluation.execInfo().forEach((outcome) -> add(outcome.nodeId(), nodes, outcomes, ids, steps));
		}
		nodes.keySet().forEach((id) -> add(id, nodes, outcomes, ids, steps));
		nodes.values()
			.forEach((node) -> node.definition().depIds().forEach((dep) -> add(dep, nodes, outcomes, ids, steps)));
		events.forEach((event) -> add(event.nodeId(), nodes, outcomes, ids, steps));
		return steps;
	}

	private static void add(String id, Map<String, Node> nodes, Map<String, NodeEvaluation> outcomes, Set<String> ids,
			List<RunDetails.Step> steps) {
		if (ids.add(id)) {
			steps.add(step(id, nodes.get(id), outcomes.get(id)));
		}
	}

	private static RunDetails.Step step(String id, @Nullable Node node, @Nullable NodeEvaluation outcome) {
		String status = (outcome != null) ? outcome.status().label() : null;
		String message = (outcome != null) ? outcome.message() : null;
		String error = (outcome != null) ? outcome.error() : null;
		List<String> eventIds = (outcome != null) ? outcome.evIds() : List.of();
		if (node == null) {
			return new RunDetails.Step(id, null, null, List.of(), null, null, List.of(), null, status, message, error,
					eventIds);
		}
		NodeDefinition definition = node.definition();
		return new RunDetails.Step(id, definition.type(), definition.description(), definition.depIds(),
				script(definition.filter()), script(definition.validator()), definition.timeoutsMs(), node.warning(),
				status, message, error, eventIds);
	}

	private static @Nullable String script(@Nullable Expression expression) {
		return (expression != null) ? expression.script() : null;
	}

	private static RunDetails.Event show(StoredEvent event, long first) {
		String data = event.data();
		return new RunDetails.Event(event.id(), event.nodeId(), event.ts() / NANOS_PER_MS,
				(event.ts() - first) / NANOS_PER_MS,
				(data.length() > MAX_DATA) ? data.substring(0, MAX_DATA) + " …" : data);
	}

}

package ai.desplega.businessuse.embedded.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import ai.desplega.businessuse.embedded.console.RunDetails.Step;
import ai.desplega.businessuse.embedded.console.RunSummary.Overview;
import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.evaluation.Expression;
import ai.desplega.businessuse.embedded.evaluation.FlowException;
import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.NodeEvaluation;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.embedded.store.Node;
import ai.desplega.businessuse.embedded.store.RunKey;
import ai.desplega.businessuse.embedded.store.RunState;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Prepares runs for display on the page. Thread-safe.
 */
final class Runs {

	static final int MAX_EVENTS = 200;

	static final int MAX_EVENTS_OF_STEP = 20;

	static final int MAX_DATA = 20_000;

	/**
	 * Limit for finding unnoticed steps, which evaluates the run, with all its rules, up
	 * to twice for each step.
	 */
	private static final int MAX_UNNOTICED_EVENTS = 200;

	private static final double NANOS_PER_MS = 1e6;

	private final Backend backend;

	Runs(Backend backend) {
		this.backend = backend;
	}

	/**
	 * Return the runs that started last.
	 * @param search a part of the run id, ignoring case
	 * @param flow the flow, or empty for all flows
	 * @param status the status, or empty for all
	 * @param limit the maximum number of runs
	 */
	Overview latest(String search, String flow, String status, int limit) {
		Map<RunKey, List<StoredEvent>> byRun = this.backend.store()
			.events((event) -> true, 0, Long.MAX_VALUE)
			.stream()
			.collect(Collectors.groupingBy(RunKey::of));
		Set<String> flows = new TreeSet<>();
		this.backend.flows().flows().stream().map(FlowDefinition::flow).forEach(flows::add);
		byRun.keySet().forEach((run) -> flows.add(run.flow()));
		String wanted = search.strip().toLowerCase(Locale.ROOT);
		List<RunSummary> matching = byRun.entrySet()
			.stream()
			.filter((run) -> flow.isEmpty() || run.getKey().flow().equals(flow))
			.filter((run) -> run.getKey().runId().toLowerCase(Locale.ROOT).contains(wanted))
			.map((run) -> summary(run.getKey(), run.getValue()))
			.filter((run) -> status.isEmpty() || run.status().equals(status))
			.sorted(Comparator.comparing(RunSummary::startedAt).reversed())
			.toList();
		return new Overview(List.copyOf(flows), matching.stream().limit(limit).toList(), matching.size(), byRun.size());
	}

	/**
	 * Find a run.
	 * @return the run, or empty if it has no events
	 */
	Optional<RunDetails> find(String flow, String runId) {
		RunKey run = new RunKey(flow, runId);
		List<StoredEvent> events = this.backend.store()
			.events(run)
			.stream()
			.sorted(Comparator.comparingLong(StoredEvent::ts))
			.toList();
		if (events.isEmpty()) {
			return Optional.empty();
		}
		RunState state = this.backend.evaluations().stateNow(run);
		List<Step> steps = steps(flow, events, state.evaluation(), unnoticed(run, state, events.size()));
		return Optional.of(new RunDetails(flow, runId, state.label(), problem(state), steps,
				shown(events, steps, state.evaluation()), events.size()));
	}

	/**
	 * Evaluate a run.
	 * @return the run, or empty if it has no events
	 */
	Optional<RunDetails> evaluate(String flow, String runId) {
		try {
			this.backend.evaluations().evaluateAndKeep(new RunKey(flow, runId), null, null);
		}
		catch (FlowException ex) {
			// the exception is stored as the problem of the run
		}
		return find(flow, runId);
	}

	/**
	 * Return the steps of a flow, declared or recorded.
	 */
	List<Step> steps(String flow) {
		return steps(flow, List.of(), null, Map.of());
	}

	private static @Nullable String problem(RunState state) {
		if (state.evaluation() != null && !state.evaluation().warnings().isEmpty()) {
			return String.join(". ", state.evaluation().warnings());
		}
		return state.problem();
	}

	private RunSummary summary(RunKey run, List<StoredEvent> events) {
		RunState state = this.backend.evaluations().state(run);
		long first = events.stream().mapToLong(StoredEvent::ts).min().orElse(0);
		return new RunSummary(run.flow(), run.runId(), state.label(), events.size(), Instant.EPOCH.plusNanos(first),
				state.at());
	}

	/**
	 * Return the unnoticed steps of a passed run. Other runs don't show which steps a
	 * passed run could lack.
	 */
	private Map<String, String> unnoticed(RunKey run, RunState state, int events) {
		if (state.evaluation() == null || state.evaluation().status() != RunStatus.PASSED
				|| events > MAX_UNNOTICED_EVENTS) {
			return Map.of();
		}
		try {
			return this.backend.evaluations().unnoticed(run);
		}
		catch (FlowException ex) {
			return Map.of();
		}
	}

	private List<Step> steps(String flow, List<StoredEvent> events, @Nullable Evaluation evaluation,
			Map<String, String> unnoticed) {
		Map<String, NodeDefinition> nodes = new LinkedHashMap<>();
		this.backend.evaluations().definitions(flow).forEach((node) -> nodes.put(node.id(), node));
		Map<String, NodeEvaluation> outcomes = (evaluation == null) ? Map.of()
				: evaluation.execInfo().stream().collect(Collectors.toMap(NodeEvaluation::nodeId, Function.identity()));
		Set<String> ids = new LinkedHashSet<>();
		if (evaluation != null) {
			evaluation.execInfo().forEach((outcome) -> ids.add(outcome.nodeId()));
		}
		ids.addAll(nodes.keySet());
		nodes.values().forEach((node) -> ids.addAll(node.depIds()));
		Map<String, Integer> counts = new HashMap<>();
		for (StoredEvent event : events) {
			ids.add(event.nodeId());
			counts.merge(event.nodeId(), 1, Integer::sum);
		}
		return ids.stream()
			.map((id) -> step(id, nodes.get(id), outcomes.get(id), unnoticed.get(id), counts.getOrDefault(id, 0)))
			.toList();
	}

	private Step step(String id, @Nullable NodeDefinition node, @Nullable NodeEvaluation outcome,
			@Nullable String unnoticed, int eventCount) {
		String status = (outcome != null) ? outcome.status().label() : null;
		String message = (outcome != null) ? outcome.message() : null;
		Failure failure = (outcome != null) ? Failure.of(node, outcome) : null;
		String sentence = (failure != null) ? failure.sentence() : null;
		String failedEvent = (failure != null) ? failure.eventId() : null;
		int matched = (outcome != null) ? outcome.evIds().size() : 0;
		if (node == null) {
			return new Step(id, null, null, List.of(), null, null, List.of(), null, status, message, sentence,
					failedEvent, unnoticed, eventCount, matched);
		}
		Node recorded = this.backend.store().node(id);
		return new Step(id, node.type(), node.description(), node.depIds(), script(node.filter()),
				script(node.validator()), node.timeoutsMs(), (recorded != null) ? recorded.warning() : null, status,
				message, sentence, failedEvent, unnoticed, eventCount, matched);
	}

	private static @Nullable String script(@Nullable Expression expression) {
		return (expression != null) ? expression.script() : null;
	}

	/**
	 * Return the first events of each step, and the failed events.
	 */
	private static List<RunDetails.Event> shown(List<StoredEvent> events, List<Step> steps,
			@Nullable Evaluation evaluation) {
		Set<String> failed = steps.stream().map(Step::failedEvent).collect(Collectors.toCollection(HashSet::new));
		Set<String> matched = (evaluation != null) ? Set.copyOf(evaluation.evIds()) : Set.of();
		Map<String, Integer> counts = new HashMap<>();
		List<RunDetails.Event> shown = new ArrayList<>();
		for (StoredEvent event : events) {
			boolean first = counts.merge(event.nodeId(), 1, Integer::sum) <= MAX_EVENTS_OF_STEP;
			if (failed.contains(event.id()) || first && shown.size() < MAX_EVENTS) {
				shown.add(show(event, events.get(0).ts(), evaluation == null || matched.contains(event.id())));
			}
		}
		return shown;
	}

	private static RunDetails.Event show(StoredEvent event, long first, boolean counts) {
		String data = event.data();
		return new RunDetails.Event(event.id(), event.nodeId(), event.ts() / NANOS_PER_MS,
				(event.ts() - first) / NANOS_PER_MS, counts,
				(data.length() > MAX_DATA) ? data.substring(0, MAX_DATA) + " …" : data);
	}

}

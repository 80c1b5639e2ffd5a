package ai.desplega.businessuse.embedded.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.desplega.businessuse.flow.RunStatus;
import ai.desplega.businessuse.flow.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates runs by the rules of the real backend. Thread-safe if its {@link Scripts}
 * are.
 */
public final class RunEvaluator {

	private final Scripts javaScript;

	/**
	 * Create an evaluator.
	 * @param javaScript the evaluator of rules in JavaScript
	 */
	public RunEvaluator(Scripts javaScript) {
		this.javaScript = javaScript;
	}

	/**
	 * Evaluate a run.
	 * @param run the run
	 * @return the evaluation, with the nodes in the order of their dependencies
	 * @throws FlowException if the nodes depend on each other in a cycle
	 */
	public Evaluation evaluate(RunSnapshot run) {
		long start = System.nanoTime();
		List<NodeDefinition> ordered = new FlowGraph(run.nodes()).ordered();
		Rules rules = new Rules(new ScriptBudget(this.javaScript, System::nanoTime));
		MatchedEvents matched = new MatchedEvents(ordered, run.events(), rules);
		List<NodeEvaluation> nodes = new ArrayList<>();
		long runningUntil = Long.MAX_VALUE;
		for (NodeDefinition node : ordered) {
			Upstream upstream = matched.upstreamOf(node);
			List<StoredEvent> events = matched.of(node);
			long nodeStart = System.nanoTime();
			Verdict verdict;
			if (events.isEmpty()) {
				MissingNode missing = new MissingNode(node, upstream, run.now());
				verdict = missing.verdict().withFilterProblem(problem(rules.of(node.id())));
				runningUntil = Math.min(runningUntil, missing.runningUntil());
			}
			else {
				verdict = new PresentNode(node, upstream, rules).verdict(events);
			}
			nodes.add(new NodeEvaluation(node.id(), node.depIds(), verdict.status(), verdict.message(), verdict.error(),
					System.nanoTime() - nodeStart, ids(events), events.isEmpty() ? List.of() : ids(upstream.events()),
					rules.of(node.id())));
		}
		return new Evaluation(overall(nodes), System.nanoTime() - start, dependencies(run.nodes()), nodes,
				ids(matched.all()), (runningUntil != Long.MAX_VALUE) ? runningUntil : 0, List.of());
	}

	private static @Nullable String problem(List<RuleResult> filters) {
		return filters.stream()
			.map((filter) -> filter.result().message())
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static Map<String, List<String>> dependencies(List<NodeDefinition> nodes) {
		Map<String, List<String>> dependencies = new LinkedHashMap<>();
		nodes.forEach((node) -> dependencies.put(node.id(), node.depIds()));
		return dependencies;
	}

	private static RunStatus overall(List<NodeEvaluation> nodes) {
		if (nodes.stream().anyMatch((node) -> node.status() == StepStatus.FAILED)) {
			return RunStatus.FAILED;
		}
		return nodes.stream().anyMatch((node) -> node.status() == StepStatus.RUNNING) ? RunStatus.RUNNING
				: RunStatus.PASSED;
	}

	private static List<String> ids(List<StoredEvent> events) {
		return events.stream().map(StoredEvent::id).toList();
	}

}

package ai.desplega.businessuse.embedded.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Tells what became of a run, by the rules of the real backend. Not thread-safe; made for
 * one run.
 */
public final class RunEvaluator {

	private final Scripts scripts;

	private final LongSupplier epochNanos;

	public RunEvaluator(Scripts scripts, LongSupplier epochNanos) {
		this.scripts = scripts;
		this.epochNanos = epochNanos;
	}

	/**
	 * Evaluate a run.
	 * @param graph the flow
	 * @param events the events of the run, earliest first
	 */
	public Evaluation evaluate(FlowGraph graph, List<StoredEvent> events) {
		long start = System.nanoTime();
		List<Node> ordered = graph.ordered();
		MatchedEvents matched = new MatchedEvents(ordered, events, this.scripts);
		List<NodeEvaluation> nodes = new ArrayList<>();
		long runningUntil = Long.MAX_VALUE;
		for (Node node : ordered) {
			List<StoredEvent> upstream = matched.upstreamOf(node);
			long nodeStart = System.nanoTime();
			Verdict verdict;
			if (matched.of(node).isEmpty()) {
				MissingNode missing = new MissingNode(node, upstream, this.epochNanos.getAsLong());
				verdict = missing.verdict().because(matched.filterProblemOf(node));
				runningUntil = Math.min(runningUntil, missing.runningUntil());
			}
			else {
				verdict = new PresentNode(node, upstream, this.scripts).verdict(matched.of(node));
			}
			nodes.add(verdict.toEvaluation(node, System.nanoTime() - nodeStart, matched.of(node),
					matched.of(node).isEmpty() ? List.of() : upstream));
		}
		return new Evaluation(overall(nodes), System.nanoTime() - start, graph.dependencies(), nodes,
				ids(matched.all()), (runningUntil != Long.MAX_VALUE) ? runningUntil : 0);
	}

	private static Status overall(List<NodeEvaluation> nodes) {
		if (nodes.stream().anyMatch((node) -> node.status() == Status.FAILED)) {
			return Status.FAILED;
		}
		return nodes.stream().anyMatch((node) -> node.status() == Status.RUNNING) ? Status.RUNNING : Status.PASSED;
	}

	private static List<String> ids(List<StoredEvent> events) {
		return events.stream().map(StoredEvent::id).toList();
	}

	/**
	 * What is found of one node.
	 *
	 * @param status its status
	 * @param message why
	 * @param error what was wrong
	 */
	public record Verdict(Status status, @Nullable String message, @Nullable String error) {

		Verdict because(@Nullable String problem) {
			return (problem != null) ? new Verdict(this.status, this.message + ". Its filter: " + problem, this.error)
					: this;
		}

		NodeEvaluation toEvaluation(Node node, long elapsed, List<StoredEvent> events, List<StoredEvent> upstream) {
			return new NodeEvaluation(node.id(), node.depIds(), this.status, withWarning(node), this.error, elapsed,
					ids(events), ids(upstream));
		}

		private @Nullable String withWarning(Node node) {
			if (node.warning() == null) {
				return this.message;
			}
			return (this.message != null) ? this.message + ". " + node.warning() : node.warning();
		}

	}

}

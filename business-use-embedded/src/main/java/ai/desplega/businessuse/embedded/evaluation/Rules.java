package ai.desplega.businessuse.embedded.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.embedded.evaluation.RuleResult.Kind;
import ai.desplega.businessuse.embedded.evaluation.ScriptResult.Outcome;

/**
 * Evaluates the rules of one run and keeps their results.
 */
final class Rules {

	private final Map<String, List<RuleResult>> results = new HashMap<>();

	private final Scripts scripts;

	Rules(Scripts scripts) {
		this.scripts = scripts;
	}

	ScriptResult run(Kind kind, Expression rule, StoredEvent event, Upstream upstream) {
		ScriptResult result = (event.finite() && upstream.isFinite())
				? this.scripts.run(rule, event.data(), upstream.ctx()) : notFinite();
		this.results.computeIfAbsent(event.nodeId(), (id) -> new ArrayList<>())
			.add(new RuleResult(kind, event.id(), result));
		return result;
	}

	List<RuleResult> of(String nodeId) {
		return List.copyOf(this.results.getOrDefault(nodeId, List.of()));
	}

	/**
	 * Return a failure, because the real backend passes NaN and Infinity to
	 * {@code JSON.parse}, which fails.
	 */
	private static ScriptResult notFinite() {
		return new ScriptResult(Outcome.THREW, "The data of the event, or of an event that it depends on, contains a "
				+ "number that is not finite, which is not valid JSON: send a finite number or null");
	}

}

package ai.desplega.businessuse.embedded.evaluation;

import java.math.BigDecimal;
import java.util.List;

import ai.desplega.businessuse.embedded.evaluation.ScriptResult.Outcome;
import ai.desplega.businessuse.flow.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a node with matched events. Each event must be correct and in time; the first
 * event that is not determines the result. Release 0.7.0 of the real backend stores no
 * timeouts; see {@link RunSnapshot#ignoringTimeouts()}.
 */
final class PresentNode {

	private final NodeDefinition node;

	private final Upstream upstream;

	private final Rules rules;

	private @Nullable String message;

	private @Nullable String error;

	private boolean checked;

	PresentNode(NodeDefinition node, Upstream upstream, Rules rules) {
		this.node = node;
		this.upstream = upstream;
		this.rules = rules;
	}

	Verdict verdict(List<StoredEvent> events) {
		for (StoredEvent event : events) {
			if (!isValid(event) || !isInTime(event)) {
				return new Verdict(StepStatus.FAILED, this.message, this.error);
			}
		}
		if (this.checked) {
			return new Verdict(StepStatus.PASSED, this.message, null);
		}
		if (!this.node.depIds().isEmpty() && this.upstream.isEmpty()) {
			return new Verdict(StepStatus.FAILED, "No upstream events found for dependencies", null);
		}
		return new Verdict(StepStatus.PASSED, "Node validation passed", null);
	}

	private boolean isValid(StoredEvent event) {
		if (this.node.validator() == null) {
			return true;
		}
		ScriptResult result = this.rules.run(RuleResult.Kind.VALIDATOR, this.node.validator(), event, this.upstream);
		this.message = (result.outcome() == Outcome.TRUE) ? "Validator passed" : result.message();
		this.error = result.isTrue() ? null : "Validator assertion failed";
		this.checked = true;
		return result.isTrue();
	}

	private boolean isInTime(StoredEvent event) {
		if (this.upstream.isEmpty()) {
			return true;
		}
		BigDecimal late = millis(BigDecimal.valueOf(event.ts()).subtract(BigDecimal.valueOf(this.upstream.latest())));
		this.node.timeoutsMs().forEach((timeoutMs) -> compare(late, timeoutMs));
		return this.error == null;
	}

	private void compare(BigDecimal late, long timeoutMs) {
		this.checked = true;
		if (late.compareTo(BigDecimal.valueOf(timeoutMs)) > 0) {
			String exceeded = "Timeout exceeded: " + late.toPlainString() + "ms > " + timeoutMs + "ms";
			this.error = (this.error != null) ? this.error + "\n" + exceeded : exceeded;
		}
		else if (this.message == null) {
			this.message = "Timeout satisfied: " + late.toPlainString() + "ms <= " + timeoutMs + "ms";
		}
	}

	private static BigDecimal millis(BigDecimal nanos) {
		BigDecimal millis = nanos.movePointLeft(6).stripTrailingZeros();
		return (millis.scale() < 1) ? millis.setScale(1) : millis;
	}

}

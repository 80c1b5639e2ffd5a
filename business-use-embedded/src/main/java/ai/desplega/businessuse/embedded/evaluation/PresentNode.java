package ai.desplega.businessuse.embedded.evaluation;

import java.math.BigDecimal;
import java.util.List;

import ai.desplega.businessuse.embedded.evaluation.RunEvaluator.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A node of which the run has events: each must be right and in time; the first that is
 * not decides.
 * <p>
 * Unlike release 0.7.0 of the real backend, which stores no conditions, this one checks
 * those that an event brings.
 */
final class PresentNode {

	private final Node node;

	private final List<StoredEvent> upstream;

	private final Scripts scripts;

	private @Nullable String message;

	private @Nullable String error;

	private boolean checked;

	PresentNode(Node node, List<StoredEvent> upstream, Scripts scripts) {
		this.node = node;
		this.upstream = upstream;
		this.scripts = scripts;
	}

	Verdict verdict(List<StoredEvent> events) {
		String ctx = (this.node.validator() != null) ? MatchedEvents.ctx(this.upstream) : "";
		for (StoredEvent event : events) {
			if (!isValid(event, ctx) || !isInTime(event)) {
				return new Verdict(Status.FAILED, this.message, this.error);
			}
		}
		if (this.checked) {
			return new Verdict(Status.PASSED, this.message, null);
		}
		if (!this.node.depIds().isEmpty() && this.upstream.isEmpty()) {
			return new Verdict(Status.FAILED, "No upstream events found for dependencies", null);
		}
		return new Verdict(Status.PASSED, "Node validation passed", null);
	}

	private boolean isValid(StoredEvent event, String ctx) {
		if (this.node.validator() == null) {
			return true;
		}
		Scripts.Result result = this.scripts.run(this.node.validator(), event.data(), ctx);
		this.message = result.passed() ? "Validator passed" : result.problem();
		this.error = result.passed() ? null : "Validator assertion failed";
		this.checked = true;
		return result.passed();
	}

	private boolean isInTime(StoredEvent event) {
		if (this.upstream.isEmpty()) {
			return true;
		}
		long latest = this.upstream.stream().mapToLong(StoredEvent::ts).max().getAsLong();
		BigDecimal late = millis(BigDecimal.valueOf(event.ts()).subtract(BigDecimal.valueOf(latest)));
		this.node.conditions().forEach((condition) -> compare(late, condition.timeoutMs()));
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

package ai.desplega.businessuse.embedded.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.embedded.evaluation.RunEvaluator.Verdict;

/**
 * A node of which the run has no event: it may be left out, still to come, or too late.
 */
final class MissingNode {

	private static final long DEFAULT_TIMEOUT_MS = 10_000;

	private final Node node;

	private final List<StoredEvent> upstream;

	private final long now;

	private final long timeoutMs;

	MissingNode(Node node, List<StoredEvent> upstream, long now) {
		this.node = node;
		this.upstream = upstream;
		this.now = now;
		this.timeoutMs = node.timeoutMs().orElse(DEFAULT_TIMEOUT_MS);
	}

	Verdict verdict() {
		if (!isExpected()) {
			return new Verdict(Status.SKIPPED, "No events for this node", null);
		}
		if (this.upstream.isEmpty()) {
			return new Verdict(Status.SKIPPED, "Waiting for upstream dependency", null);
		}
		if (this.now < deadline()) {
			return new Verdict(Status.RUNNING, "Waiting for event (" + millis(this.now - latestUpstream()) + "ms / "
					+ this.timeoutMs + "ms elapsed, " + millis(deadline() - this.now) + "ms remaining)", null);
		}
		return new Verdict(Status.FAILED, "Timeout: No event received within " + this.timeoutMs + "ms", null);
	}

	/**
	 * When the node fails, in nanoseconds since the epoch; never if it isn't running.
	 */
	long runningUntil() {
		return (isExpected() && !this.upstream.isEmpty() && this.now < deadline()) ? deadline() : Long.MAX_VALUE;
	}

	private boolean isExpected() {
		return this.node.isAssert() || (this.node.isAct() && !this.node.conditions().isEmpty());
	}

	private long deadline() {
		long timeout = TimeUnit.MILLISECONDS.toNanos(this.timeoutMs);
		long deadline = latestUpstream() + timeout;
		return (deadline < 0) ? Long.MAX_VALUE - 1 : deadline;
	}

	private long latestUpstream() {
		return this.upstream.stream().mapToLong(StoredEvent::ts).reduce(0, Math::max);
	}

	private static String millis(long nanos) {
		return BigDecimal.valueOf(nanos, 6).setScale(0, RoundingMode.HALF_EVEN).toPlainString();
	}

}

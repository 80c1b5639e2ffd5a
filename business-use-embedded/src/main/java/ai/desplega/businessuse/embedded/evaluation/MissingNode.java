package ai.desplega.businessuse.embedded.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.flow.StepStatus;

/**
 * Evaluates a node without matched events, which is skipped, awaited, or overdue.
 */
final class MissingNode {

	private static final long DEFAULT_TIMEOUT_MS = 10_000;

	private final NodeDefinition node;

	private final Upstream upstream;

	private final long now;

	private final long timeoutMs;

	MissingNode(NodeDefinition node, Upstream upstream, long now) {
		this.node = node;
		this.upstream = upstream;
		this.now = now;
		this.timeoutMs = node.timeoutsMs().isEmpty() ? DEFAULT_TIMEOUT_MS : node.timeoutsMs().get(0);
	}

	Verdict verdict() {
		if (!isExpected()) {
			return new Verdict(StepStatus.SKIPPED, "No events for this node", null);
		}
		if (this.upstream.isEmpty()) {
			return new Verdict(StepStatus.SKIPPED, "Waiting for upstream dependency", null);
		}
		if (this.now < deadline()) {
			return new Verdict(StepStatus.RUNNING, "Waiting for event (" + millis(this.now - latest()) + "ms / "
					+ this.timeoutMs + "ms elapsed, " + millis(deadline() - this.now) + "ms remaining)", null);
		}
		return new Verdict(StepStatus.FAILED, "Timeout: No event received within " + this.timeoutMs + "ms", null);
	}

	/**
	 * Return the time at which the node fails, in nanoseconds since the epoch, or
	 * {@link Long#MAX_VALUE} if the node isn't awaited.
	 */
	long runningUntil() {
		return (isExpected() && !this.upstream.isEmpty() && this.now < deadline()) ? deadline() : Long.MAX_VALUE;
	}

	private boolean isExpected() {
		return this.node.isAssert() || (this.node.isAct() && !this.node.timeoutsMs().isEmpty());
	}

	private long deadline() {
		long latest = latest();
		long timeout = TimeUnit.MILLISECONDS.toNanos(this.timeoutMs);
		return (latest > Long.MAX_VALUE - 1 - timeout) ? Long.MAX_VALUE - 1 : latest + timeout;
	}

	private long latest() {
		return Math.max(0, this.upstream.latest());
	}

	private static String millis(long nanos) {
		return BigDecimal.valueOf(nanos, 6).setScale(0, RoundingMode.HALF_EVEN).toPlainString();
	}

}

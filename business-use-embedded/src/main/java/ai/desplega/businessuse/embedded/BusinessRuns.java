package ai.desplega.businessuse.embedded;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts of runs. <pre>{@code
 * assertThat(runs.evaluate("checkout", order.id())).hasPassed();
 * }</pre>
 * <p>
 * Thread-safe.
 */
public interface BusinessRuns {

	/**
	 * Evaluate a run now: flush the client, wait until its events are stored, apply the
	 * rules of the backend.
	 * @param run the run
	 * @return the verdict
	 * @throws IllegalArgumentException if the run id can't be used, or a declared rule
	 * can't be translated
	 * @throws IllegalStateException if the run can't be evaluated, for example because
	 * steps depend on each other in a cycle
	 */
	RunResult evaluate(FlowRun run);

	/**
	 * Evaluate a run now, as {@link #evaluate(FlowRun)}.
	 * @param flow the flow
	 * @param runId the run id, of the types that {@link FlowRun#of} accepts
	 * @return the verdict
	 */
	default RunResult evaluate(String flow, @Nullable Object runId) {
		return evaluate(FlowRun.of(flow, runId));
	}

	/**
	 * Evaluate a run as if all timeouts had passed: a step that is still awaited fails.
	 * @param run the run
	 * @return the verdict
	 * @throws IllegalArgumentException as {@link #evaluate(FlowRun)}
	 * @throws IllegalStateException as {@link #evaluate(FlowRun)}
	 * @throws UnsupportedOperationException if this is a real backend, whose clock can't
	 * be set
	 */
	RunResult evaluateAfterTimeouts(FlowRun run);

	/**
	 * Evaluate a run as if all timeouts had passed, as
	 * {@link #evaluateAfterTimeouts(FlowRun)}.
	 * @param flow the flow
	 * @param runId the run id, of the types that {@link FlowRun#of} accepts
	 * @return the verdict
	 */
	default RunResult evaluateAfterTimeouts(String flow, @Nullable Object runId) {
		return evaluateAfterTimeouts(FlowRun.of(flow, runId));
	}

}

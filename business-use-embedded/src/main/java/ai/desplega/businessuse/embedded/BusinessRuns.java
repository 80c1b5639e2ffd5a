package ai.desplega.businessuse.embedded;

import java.net.URI;
import java.time.Duration;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates runs. <pre>{@code
 * assertThat(runs.evaluate("checkout", order.id())).hasPassed();
 * }</pre>
 * <p>
 * Thread-safe.
 */
public interface BusinessRuns {

	/**
	 * Return an instance that evaluates runs in a real backend, for smoke tests. The
	 * backend stores each evaluation, and a failed evaluation may send notifications.
	 * Clients must have sent their events before the evaluation.
	 * {@link RunResult#missing()} and {@link RunResult#warnings()} of a result contain
	 * the declared steps that the backend doesn't know.
	 * {@link RunResult#unnoticedSteps()} and {@link #evaluateAfterTimeouts} throw
	 * {@link UnsupportedOperationException}.
	 * @param url the URL of the backend, such as {@code http://localhost:13370}
	 * @param apiKey the API key
	 * @param flows the declared flows
	 * @return the instance; if a request to the backend fails, an evaluation throws
	 * {@link IllegalStateException} with the response
	 * @throws IllegalArgumentException if the URL or the API key can't be used
	 */
	static BusinessRuns of(URI url, String apiKey, FlowDefinition... flows) {
		return HttpRuns.of(url, apiKey, flows);
	}

	/**
	 * Evaluate a run now: flush the client, wait until its events are stored, and apply
	 * the rules of the backend.
	 * @param run the run
	 * @return the result
	 * @throws IllegalArgumentException if the run id can't be used, or a declared rule
	 * can't be translated
	 * @throws IllegalStateException if the run can't be evaluated, for example because
	 * steps depend on each other in a cycle
	 */
	RunResult evaluate(FlowRun run);

	/**
	 * Evaluate a run now, as {@link #evaluate(FlowRun)}.
	 * @param flow the flow
	 * @param runId the run id, of a type that {@link FlowRun#of} accepts
	 * @return the result
	 */
	default RunResult evaluate(String flow, @Nullable Object runId) {
		return evaluate(FlowRun.of(flow, runId));
	}

	/**
	 * Evaluate a run as if all timeouts had expired: a step that is still awaited fails.
	 * @param run the run
	 * @return the result
	 * @throws IllegalArgumentException as {@link #evaluate(FlowRun)}
	 * @throws IllegalStateException as {@link #evaluate(FlowRun)}
	 * @throws UnsupportedOperationException if the backend is a real backend, whose clock
	 * can't be set
	 */
	RunResult evaluateAfterTimeouts(FlowRun run);

	/**
	 * Evaluate a run as if all timeouts had expired, as
	 * {@link #evaluateAfterTimeouts(FlowRun)}.
	 * @param flow the flow
	 * @param runId the run id, of a type that {@link FlowRun#of} accepts
	 * @return the result
	 */
	default RunResult evaluateAfterTimeouts(String flow, @Nullable Object runId) {
		return evaluateAfterTimeouts(FlowRun.of(flow, runId));
	}

	/**
	 * Return an instance for runs whose events are still being sent. It repeats an
	 * evaluation twice a second until the run has passed without missing steps, or the
	 * timeout has expired, and then returns the latest result.
	 * @param timeout the time after which the latest result is returned
	 * @return the instance
	 */
	default BusinessRuns await(Duration timeout) {
		return new AwaitedRuns(this, timeout);
	}

}

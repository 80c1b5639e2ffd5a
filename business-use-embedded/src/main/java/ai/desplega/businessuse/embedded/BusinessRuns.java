package ai.desplega.businessuse.embedded;

import java.net.URI;
import java.time.Duration;

import ai.desplega.businessuse.flow.FlowDefinition;
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
	 * Return the verdicts of a real backend, for smoke tests. Each evaluation is stored
	 * there, and one that fails may notify people. Clients must have sent their events
	 * before. A result has the declared steps that the backend doesn't know in
	 * {@link RunResult#missing()} and {@link RunResult#warnings()}; its
	 * {@link RunResult#unnoticedSteps()} throws {@link UnsupportedOperationException}, as
	 * {@link #evaluateAfterTimeouts} does.
	 * @param url the URL of the backend, such as {@code http://localhost:13370}
	 * @param apiKey the API key
	 * @param flows the declared flows
	 * @return the verdicts; an evaluation throws {@link IllegalStateException}, with the
	 * answer of the backend, if the backend can't be asked
	 * @throws IllegalArgumentException if the URL or the API key can't be used
	 */
	static BusinessRuns of(URI url, String apiKey, FlowDefinition... flows) {
		return HttpRuns.of(url, apiKey, flows);
	}

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

	/**
	 * Return these verdicts for runs whose events are still being sent: an evaluation is
	 * repeated twice a second until the run has passed without missing steps, or the time
	 * is over. It then returns the latest verdict, whatever it is.
	 * @param timeout the time after which the latest verdict is returned
	 * @return the verdicts
	 */
	default BusinessRuns await(Duration timeout) {
		return new AwaitedRuns(this, timeout);
	}

}

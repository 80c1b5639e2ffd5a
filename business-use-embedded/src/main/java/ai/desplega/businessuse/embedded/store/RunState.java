package ai.desplega.businessuse.embedded.store;

import java.time.Instant;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.flow.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * State of a run as of its latest evaluation.
 *
 * @param run the run
 * @param evaluation the evaluation, or {@code null} if there is none
 * @param problem the reason why the run could not be evaluated
 * @param at the time of the evaluation, or {@code null} if there is none
 */
public record RunState(RunKey run, @Nullable Evaluation evaluation, @Nullable String problem, @Nullable Instant at) {

	private static final String NOT_EVALUATED = "not evaluated";

	private static final String ERROR = "error";

	/**
	 * Return a label for the state.
	 * @return the label of the status, {@code error} or {@code not evaluated}
	 */
	public String label() {
		if (this.evaluation != null) {
			return this.evaluation.status().label();
		}
		return (this.problem != null) ? ERROR : NOT_EVALUATED;
	}

	boolean isRunning() {
		return this.evaluation != null && this.evaluation.status() == RunStatus.RUNNING;
	}

	long size() {
		return 200 + ((this.evaluation != null) ? this.evaluation.size() : 0);
	}

}

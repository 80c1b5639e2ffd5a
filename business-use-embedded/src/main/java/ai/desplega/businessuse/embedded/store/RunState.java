package ai.desplega.businessuse.embedded.store;

import java.time.Instant;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * How a run stood when it was last evaluated.
 *
 * @param run the run
 * @param evaluation what came of it; {@code null} if it could not be evaluated
 * @param problem why it could not
 * @param at when that was
 */
public record RunState(RunKey run, @Nullable Evaluation evaluation, @Nullable String problem, Instant at) {

	static final String NOT_EVALUATED = "not evaluated";

	private static final String ERROR = "error";

	public String label() {
		if (this.evaluation != null) {
			return this.evaluation.status().label();
		}
		return (this.problem != null) ? ERROR : NOT_EVALUATED;
	}

	public long size() {
		return 200 + ((this.evaluation != null) ? this.evaluation.size() : 0);
	}

}

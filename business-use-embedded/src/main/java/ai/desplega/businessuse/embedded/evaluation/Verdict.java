package ai.desplega.businessuse.embedded.evaluation;

import ai.desplega.businessuse.flow.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * Verdict on one node.
 *
 * @param status the status
 * @param message the reason
 * @param error the violation
 */
record Verdict(StepStatus status, @Nullable String message, @Nullable String error) {

	Verdict withFilterProblem(@Nullable String problem) {
		return (problem != null) ? new Verdict(this.status, this.message + ". Its filter: " + problem, this.error)
				: this;
	}

}

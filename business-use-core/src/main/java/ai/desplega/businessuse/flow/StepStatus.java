package ai.desplega.businessuse.flow;

import java.util.Locale;

/**
 * Verdict of one step of a run. More may be added: a {@code switch} should have a
 * default.
 */
public enum StepStatus {

	/**
	 * The step was recorded, in time, and its validator passed.
	 */
	PASSED,

	/**
	 * The validator failed, or the step came late or not before its timeout.
	 */
	FAILED,

	/**
	 * The step has no event yet, and its timeout has not passed.
	 */
	RUNNING,

	/**
	 * The step has no event, and the backend does not wait for one.
	 */
	SKIPPED;

	/**
	 * {@return the name in JSON, logs and messages, such as {@code skipped}}
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}

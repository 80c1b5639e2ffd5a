package ai.desplega.businessuse.flow;

import java.util.Locale;

/**
 * Status of a step of a run. Constants may be added, so a {@code switch} should have a
 * default branch.
 */
public enum StepStatus {

	/**
	 * The step was recorded, in time, and its validator passed.
	 */
	PASSED,

	/**
	 * The validator failed, or the step was not recorded before its timeout.
	 */
	FAILED,

	/**
	 * The step has no event yet, and its timeout has not expired.
	 */
	RUNNING,

	/**
	 * The step has no event and is not awaited.
	 */
	SKIPPED;

	/**
	 * {@return the name in JSON, logs and messages, such as {@code skipped}}
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}

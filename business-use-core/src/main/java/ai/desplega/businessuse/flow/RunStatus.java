package ai.desplega.businessuse.flow;

import java.util.Locale;

/**
 * Status of a run. Constants may be added, so a {@code switch} should have a default
 * branch.
 */
public enum RunStatus {

	/**
	 * No step failed, and none is awaited.
	 */
	PASSED,

	/**
	 * At least one step failed.
	 */
	FAILED,

	/**
	 * No step failed, and at least one is awaited until its timeout.
	 */
	RUNNING;

	/**
	 * {@return the name in JSON, logs and messages, such as {@code passed}}
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}

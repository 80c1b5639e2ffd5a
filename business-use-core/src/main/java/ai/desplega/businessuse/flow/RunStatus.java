package ai.desplega.businessuse.flow;

import java.util.Locale;

/**
 * Verdict of a run. More may be added: a {@code switch} should have a default.
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

package ai.desplega.businessuse.embedded.evaluation;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Status of a node or a run.
 */
public enum Status {

	/**
	 * All is right so far.
	 */
	PASSED,

	/**
	 * A rule or a deadline was violated.
	 */
	FAILED,

	/**
	 * An event is awaited.
	 */
	RUNNING,

	/**
	 * There is no event, and none is awaited. Of nodes only.
	 */
	SKIPPED;

	/**
	 * Return the name on the wire.
	 * @return the name in lower case
	 */
	@JsonValue
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}

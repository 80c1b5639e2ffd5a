package ai.desplega.businessuse.embedded.evaluation;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a node, or a run, stands.
 */
public enum Status {

	PASSED, FAILED, RUNNING, SKIPPED;

	@JsonValue
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}

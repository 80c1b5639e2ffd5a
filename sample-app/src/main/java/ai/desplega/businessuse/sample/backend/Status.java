package ai.desplega.businessuse.sample.backend;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a node, or a run, stands.
 */
enum Status {

	PASSED, FAILED, RUNNING, SKIPPED;

	@JsonValue
	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}

package ai.desplega.businessuse.embedded.console;

import java.util.List;
import java.util.Objects;

import ai.desplega.businessuse.embedded.store.RunKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A wish to have a run evaluated.
 *
 * @param run the run
 * @param startNodeId where to begin, {@code null} for the beginning
 */
record EvaluationRequest(RunKey run, @Nullable String startNodeId) {

	/**
	 * Check a request.
	 * @throws BackendException with all that is wrong
	 */
	static EvaluationRequest check(@Nullable JsonNode body) {
		ValidationErrors errors = new ValidationErrors();
		List<Object> loc = List.of("body");
		if (body == null) {
			errors.add("missing", loc, "Field required", null);
		}
		else if (!body.isObject()) {
			errors.notAnObject(loc, body);
		}
		errors.throwIfAny();
		FieldReader fields = new FieldReader(Objects.requireNonNull(body), loc, errors);
		String runId = fields.string("run_id");
		RunKey run = new RunKey(fields.string("flow"), runId);
		String startNodeId = fields.optionalString("start_node_id");
		errors.throwIfAny();
		return new EvaluationRequest(run, startNodeId);
	}

}

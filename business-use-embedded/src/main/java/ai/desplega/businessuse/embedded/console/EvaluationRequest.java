package ai.desplega.businessuse.embedded.console;

import java.util.List;

import ai.desplega.businessuse.embedded.store.FieldReader;
import ai.desplega.businessuse.embedded.store.RunKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Request for the evaluation of a run.
 *
 * @param run the run
 * @param startNodeId the node to start at, or {@code null} or empty for the whole flow
 */
record EvaluationRequest(RunKey run, @Nullable String startNodeId) {

	/**
	 * Read a request.
	 * @throws ai.desplega.businessuse.embedded.store.InvalidRequestException if it is
	 * invalid
	 */
	static EvaluationRequest of(@Nullable JsonNode body) {
		FieldReader fields = FieldReader.of(body, List.of("body"));
		return new EvaluationRequest(new RunKey(fields.string("flow"), fields.string("run_id")),
				fields.optionalString("start_node_id"));
	}

}

package ai.desplega.businessuse.embedded.console;

import java.time.Instant;
import java.util.List;

import ai.desplega.businessuse.embedded.evaluation.Expression;
import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.store.Node;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Node in the wire format.
 *
 * @param id the id
 * @param flow the flow in which the id was recorded first
 * @param type the type
 * @param source always {@code code}
 * @param description the human-readable description
 * @param depIds the ids of its dependencies
 * @param filter the rule that determines which events count
 * @param validator the rule that determines whether an event is correct
 * @param conditions the timeouts
 * @param createdAt the time of its first event
 * @param updatedAt the time of its latest further event
 * @param warning a mistake in the definition; the real backend has no such field
 * @param status always {@code active}
 */
@JsonNaming(SnakeCaseStrategy.class)
record NodeView(String id, String flow, String type, String source, @Nullable String description, List<String> depIds,
		@Nullable Expression filter, @Nullable Expression validator, List<Timeout> conditions, Instant createdAt,
		@Nullable Instant updatedAt, @Nullable String warning, String status) {

	static NodeView of(Node node) {
		NodeDefinition definition = node.definition();
		return new NodeView(node.id(), node.flow(), definition.type(), "code", definition.description(),
				definition.depIds(), definition.filter(), definition.validator(),
				definition.timeoutsMs().stream().map(Timeout::new).toList(), node.createdAt(), node.updatedAt(),
				node.warning(), "active");
	}

	/**
	 * Timeout in the wire format.
	 *
	 * @param timeoutMs the timeout in milliseconds
	 */
	@JsonNaming(SnakeCaseStrategy.class)
	record Timeout(long timeoutMs) {

	}

}

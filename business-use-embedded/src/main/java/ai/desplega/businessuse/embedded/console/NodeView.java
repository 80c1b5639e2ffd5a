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
 * Node on the wire.
 *
 * @param id the id
 * @param flow the flow that had the id first
 * @param type the type
 * @param source always {@code code}
 * @param description the step in words
 * @param depIds the steps before it
 * @param filter decides which events count
 * @param validator decides whether an event is right
 * @param conditions the timeouts
 * @param createdAt the time of its first event
 * @param updatedAt the time of the latest of its further events
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
	 * Timeout on the wire.
	 *
	 * @param timeoutMs the timeout in milliseconds
	 */
	@JsonNaming(SnakeCaseStrategy.class)
	record Timeout(long timeoutMs) {

	}

}

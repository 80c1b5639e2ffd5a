package ai.desplega.businessuse.embedded.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A step of a flow, as its latest event defined it.
 *
 * @param id the id
 * @param flow the flow that had the id first
 * @param type the type
 * @param source where it comes from: always the code
 * @param description the step in words
 * @param depIds the steps before it
 * @param filter tells which events count
 * @param validator tells whether the step was right
 * @param conditions the conditions
 * @param createdAt when its first event came
 * @param updatedAt when a later event last defined it again
 * @param warning what its events did to it that can't be meant, {@code null} for nothing;
 * the real backend has no such field
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Node(String id, String flow, String type, String source, @Nullable String description,
		List<String> depIds, @Nullable Expression filter, @Nullable Expression validator, List<Condition> conditions,
		Instant createdAt, @Nullable Instant updatedAt, @Nullable String warning) {

	private static final int OVERHEAD = 500;

	public static Node of(IncomingEvent event, Instant now) {
		return new Node(event.nodeId(), event.flow(), event.type(), "code", event.description(), event.depIds(),
				event.filter(), event.validator(), event.conditions(), now, null, null);
	}

	/**
	 * The last event wins, except for the flow: a node stays where it was first.
	 */
	public Node redefine(IncomingEvent event, Instant now) {
		return new Node(this.id, this.flow, event.type(), this.source, event.description(), event.depIds(),
				event.filter(), event.validator(), event.conditions(), this.createdAt, now, warningOf(event));
	}

	/**
	 * This node as the beginning of a part of its flow.
	 */
	public Node asRoot() {
		return new Node(this.id, this.flow, this.type, this.source, this.description, List.of(), null, this.validator,
				this.conditions, this.createdAt, this.updatedAt, this.warning);
	}

	/**
	 * How long this node may be missing, or be late, in milliseconds.
	 */
	public Optional<Long> timeoutMs() {
		return this.conditions.stream().map(Condition::timeoutMs).findFirst();
	}

	@JsonProperty("status")
	public String status() {
		return "active";
	}

	public boolean isAct() {
		return "act".equals(this.type);
	}

	public boolean isAssert() {
		return "assert".equals(this.type);
	}

	public long size() {
		long chars = this.id.length() + this.flow.length() + length(this.description) + length(this.filter)
				+ length(this.validator);
		return OVERHEAD + 2 * (chars + this.depIds.stream().mapToLong(String::length).sum())
				+ 50L * (this.depIds.size() + this.conditions.size());
	}

	private @Nullable String warningOf(IncomingEvent event) {
		if (!this.flow.equals(event.flow())) {
			return "Node '" + this.id + "' belongs to flow '" + this.flow + "', but flow '" + event.flow()
					+ "' has redefined it: a node id belongs to one flow, use another id there";
		}
		if (event.validator() != null) {
			return null;
		}
		if (this.validator != null) {
			return "Its latest event came without the validator that earlier ones had, so nothing is checked any more: "
					+ "send the validator with every event of '" + this.id + "'";
		}
		return this.warning;
	}

	private static int length(@Nullable String text) {
		return (text != null) ? text.length() : 0;
	}

	private static int length(@Nullable Expression expression) {
		return (expression != null) ? expression.script().length() : 0;
	}

}

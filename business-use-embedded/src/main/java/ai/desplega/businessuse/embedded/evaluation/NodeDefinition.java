package ai.desplega.businessuse.embedded.evaluation;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Definition of a step by an event or a declared flow.
 *
 * @param id the id
 * @param type the type, such as {@code act} or {@code assert}
 * @param description the human-readable description
 * @param depIds the ids of its dependencies
 * @param filter the rule that determines which events count
 * @param validator the rule that determines whether an event is correct
 * @param timeoutsMs the timeouts after the latest upstream event, in milliseconds
 */
public record NodeDefinition(String id, String type, @Nullable String description, List<String> depIds,
		@Nullable Expression filter, @Nullable Expression validator, List<Long> timeoutsMs) {

	private static final int OVERHEAD = 500;

	/**
	 * Return this node as the start of a part of its flow: without a filter, and without
	 * dependencies outside the part. A dependency inside the part is a cycle.
	 */
	NodeDefinition asStartOf(Set<String> part) {
		return new NodeDefinition(this.id, this.type, this.description,
				this.depIds.stream().filter(part::contains).toList(), null, this.validator, this.timeoutsMs);
	}

	NodeDefinition withoutTimeouts() {
		return new NodeDefinition(this.id, this.type, this.description, this.depIds, this.filter, this.validator,
				List.of());
	}

	boolean isAct() {
		return "act".equals(this.type);
	}

	boolean isAssert() {
		return "assert".equals(this.type);
	}

	/**
	 * Estimate the memory of this definition.
	 * @return the size in bytes
	 */
	public long size() {
		long chars = this.id.length() + length(this.description) + length(this.filter) + length(this.validator);
		return OVERHEAD + 2 * (chars + this.depIds.stream().mapToLong(String::length).sum())
				+ 50L * (this.depIds.size() + this.timeoutsMs.size());
	}

	private static int length(@Nullable String string) {
		return (string != null) ? string.length() : 0;
	}

	private static int length(@Nullable Expression expression) {
		return (expression != null) ? expression.script().length() : 0;
	}

}

package ai.desplega.businessuse.rule;

import java.util.List;
import java.util.Objects;

/**
 * Events that a rule can read in addition to its own event: the events of the steps on
 * which the rule's step depends, in the same run.
 * <p>
 * Immutable and thread-safe.
 */
public final class RuleContext {

	private final List<Dependency> all;

	private RuleContext(List<Dependency> all) {
		this.all = all;
	}

	/**
	 * Create a context for the unit test of a rule.
	 * @param deps the events
	 * @return the context
	 */
	public static RuleContext of(Dependency... deps) {
		return new RuleContext(List.of(deps));
	}

	/**
	 * {@return the events of all steps that the rule's step depends on}
	 */
	public ValueList<Dependency> deps() {
		return new ValueList<>(this.all);
	}

	/**
	 * Return the events of one step that the rule's step depends on.
	 * @param id the id of the step, one of the {@code depIds} of the rule's step
	 * @return the events; empty if the rule's step does not depend on that step
	 */
	public ValueList<Dependency> deps(String id) {
		Objects.requireNonNull(id, "The id of a dependency must not be null");
		return deps().filter((dep) -> dep.id().equals(id));
	}

	/**
	 * Return the data of the only event in {@link #deps()}.
	 * @return the data; an empty object if there is no such event, or more than one
	 */
	public EventData data() {
		return (this.all.size() == 1) ? this.all.get(0).data() : EventData.EMPTY;
	}

}

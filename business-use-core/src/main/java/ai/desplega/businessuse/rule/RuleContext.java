package ai.desplega.businessuse.rule;

import java.util.List;
import java.util.Objects;

/**
 * What came before an event in its run: the events of the nodes that it depends on.
 */
public final class RuleContext {

	private final ValueList<Dependency> deps;

	private RuleContext(List<Dependency> deps) {
		this.deps = new ValueList<>(deps);
	}

	/**
	 * What came before, for the test of a rule.
	 * @param deps the events, in their order
	 * @return the context
	 */
	public static RuleContext of(Dependency... deps) {
		return new RuleContext(List.of(deps));
	}

	/**
	 * The events of all nodes that this one depends on.
	 * @return the events
	 */
	public ValueList<Dependency> deps() {
		return this.deps;
	}

	/**
	 * The events of one node that this one depends on.
	 * @param id the node, one of the event's {@code depIds}
	 * @return the events; none if the event doesn't depend on that node
	 */
	public ValueList<Dependency> deps(String id) {
		Objects.requireNonNull(id, "The id of a node can't be null");
		return this.deps.filter((dep) -> dep.id().equals(id));
	}

}

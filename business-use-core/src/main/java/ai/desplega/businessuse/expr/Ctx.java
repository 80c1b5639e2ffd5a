package ai.desplega.businessuse.expr;

import java.util.List;
import java.util.Objects;

/**
 * What came before an event in its run: the events of the nodes that it depends on.
 */
public final class Ctx {

	private final Items<Dep> deps;

	private Ctx(List<Dep> deps) {
		this.deps = new Items<>(deps);
	}

	/**
	 * What came before, for the test of a rule.
	 * @param deps the events, in their order
	 * @return the context
	 */
	public static Ctx of(Dep... deps) {
		return new Ctx(List.of(deps));
	}

	/**
	 * The events of all nodes that this one depends on.
	 * @return the events
	 */
	public Items<Dep> deps() {
		return this.deps;
	}

	/**
	 * The events of one node that this one depends on.
	 * @param id the node, one of the event's {@code depIds}
	 * @return the events; none if the event doesn't depend on that node
	 */
	public Items<Dep> deps(String id) {
		Objects.requireNonNull(id, "The id of a node can't be null");
		return this.deps.where((dep) -> dep.id().equals(id));
	}

}

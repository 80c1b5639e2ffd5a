package ai.desplega.businessuse.rule;

/**
 * An event that came before, of a node that the rule's event depends on.
 */
public final class Dependency {

	private final String flow;

	private final String id;

	private final EventData data;

	private Dependency(String flow, String id, EventData data) {
		this.flow = flow;
		this.id = id;
		this.data = data;
	}

	/**
	 * An event that came before, for the test of a rule.
	 * @param flow its flow
	 * @param id its node
	 * @param data its data, as for {@link EventData#of}
	 * @return the event
	 */
	public static Dependency of(String flow, String id, Object data) {
		return new Dependency(flow, id, EventData.of(data));
	}

	/**
	 * Its flow.
	 * @return the name
	 */
	public String flow() {
		return this.flow;
	}

	/**
	 * Its node.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Its data.
	 * @return the data
	 */
	public EventData data() {
		return this.data;
	}

	/**
	 * The event in words, for the messages of tests.
	 */
	@Override
	public String toString() {
		return this.flow + "/" + this.id + " " + this.data;
	}

}

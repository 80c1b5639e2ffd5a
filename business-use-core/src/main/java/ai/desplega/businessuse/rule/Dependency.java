package ai.desplega.businessuse.rule;

import java.util.Objects;

/**
 * Event of a step that the rule's step depends on, in the same run.
 * <p>
 * Immutable and thread-safe.
 */
public final class Dependency {

	private final String id;

	private final EventData data;

	private Dependency(String id, EventData data) {
		this.id = id;
		this.data = data;
	}

	/**
	 * Create a dependency for the unit test of a rule.
	 * @param id the id of the step
	 * @param data the data of the event, as for {@link EventData#of}
	 * @return the dependency
	 * @throws IllegalArgumentException if the data is not a JSON object
	 */
	public static Dependency of(String id, Object data) {
		return new Dependency(Objects.requireNonNull(id, "The id of a dependency must not be null"),
				EventData.of(data));
	}

	/**
	 * {@return the id of the step}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * {@return the data of the event}
	 */
	public EventData data() {
		return this.data;
	}

	@Override
	public String toString() {
		return this.id + " " + this.data;
	}

}

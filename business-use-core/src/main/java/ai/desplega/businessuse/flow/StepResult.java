package ai.desplega.businessuse.flow;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Result of a step of a run, with the events on which it is based. Immutable.
 */
public final class StepResult {

	private final String id;

	private final EventType type;

	private final StepStatus status;

	private final @Nullable String message;

	private final boolean declared;

	private final boolean missing;

	private final List<String> depIds;

	private final List<RecordedEvent> events;

	private StepResult(Builder builder) {
		this.id = builder.id;
		this.type = builder.type;
		this.status = builder.status;
		this.message = builder.message;
		this.declared = builder.declared;
		this.missing = builder.missing;
		this.depIds = List.copyOf(builder.depIds);
		this.events = List.copyOf(builder.events);
	}

	/**
	 * Create a builder, for backends and for tests of listeners.
	 * @param id the name of the step
	 * @param status the status
	 * @return a builder
	 */
	public static Builder builder(String id, StepStatus status) {
		return new Builder(id, status);
	}

	/**
	 * {@return the name of the step}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * {@return the type of the step}
	 */
	public EventType type() {
		return this.type;
	}

	/**
	 * {@return the status}
	 */
	public StepStatus status() {
		return this.status;
	}

	/**
	 * {@return the reason for the status, or {@code null}}
	 */
	public @Nullable String message() {
		return this.message;
	}

	/**
	 * {@return {@code false} if the step is known only from its events}
	 */
	public boolean declared() {
		return this.declared;
	}

	/**
	 * {@return {@code true} if the step is declared, is not optional, and was not
	 * recorded in this run}
	 */
	public boolean isMissing() {
		return this.missing;
	}

	/**
	 * {@return the ids of the steps that this step depends on}
	 */
	public List<String> depIds() {
		return this.depIds;
	}

	/**
	 * {@return the events of the step that passed the filter, in chronological order}
	 */
	public List<RecordedEvent> events() {
		return this.events;
	}

	@Override
	public String toString() {
		return this.status.label() + " " + this.id + ((this.message != null) ? " (" + this.message + ")" : "");
	}

	/**
	 * Builder of the result of a step. Not thread-safe.
	 */
	public static final class Builder {

		private final String id;

		private final StepStatus status;

		private EventType type = EventType.ACT;

		private @Nullable String message;

		private boolean declared;

		private boolean missing;

		private List<String> depIds = List.of();

		private List<RecordedEvent> events = List.of();

		private Builder(String id, StepStatus status) {
			this.id = id;
			this.status = status;
		}

		/**
		 * Set the type of the step. The default is an act.
		 * @param type act or assertion
		 * @return this builder
		 */
		public Builder type(EventType type) {
			this.type = type;
			return this;
		}

		/**
		 * Set the reason for the status.
		 * @param message a sentence
		 * @return this builder
		 */
		public Builder message(@Nullable String message) {
			this.message = message;
			return this;
		}

		/**
		 * Set whether the step is declared. The default is {@code false}.
		 * @param declared whether a definition or an annotation names it
		 * @return this builder
		 */
		public Builder declared(boolean declared) {
			this.declared = declared;
			return this;
		}

		/**
		 * Set whether the step is declared, but was not recorded. The default is
		 * {@code false}.
		 * @param missing whether the step should have been recorded
		 * @return this builder
		 */
		public Builder missing(boolean missing) {
			this.missing = missing;
			return this;
		}

		/**
		 * Set the steps that this step depends on.
		 * @param depIds their ids
		 * @return this builder
		 */
		public Builder depIds(List<String> depIds) {
			this.depIds = depIds;
			return this;
		}

		/**
		 * Set the events of the step.
		 * @param events the events in chronological order
		 * @return this builder
		 */
		public Builder events(List<RecordedEvent> events) {
			this.events = events;
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public StepResult build() {
			return new StepResult(this);
		}

	}

}

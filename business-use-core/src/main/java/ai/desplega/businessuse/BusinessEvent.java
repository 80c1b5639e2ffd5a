package ai.desplega.businessuse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.flow.EventType;
import ai.desplega.businessuse.rule.Rule;
import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;

/**
 * One event: a step of a flow that happened in one of its runs.
 * <p>
 * It is made through a {@link Builder} inside the client, and seen only by a
 * {@link BusinessEventCustomizer}. Not modifiable, but for the objects in its data, which
 * are the application's own. Nothing is checked yet when customizers see it: what the
 * application left out is {@code null}.
 */
public final class BusinessEvent {

	private final long timestamp;

	private final @Nullable String id;

	private final @Nullable String flow;

	private final @Nullable String runId;

	private final @Nullable Object data;

	private final List<String> depIds;

	private final @Nullable String description;

	private final @Nullable Expr filter;

	private final @Nullable Expr validator;

	private final List<NodeCondition> conditions;

	private final @Nullable Map<String, ?> additionalMeta;

	BusinessEvent(Builder builder) {
		this.timestamp = builder.timestamp;
		this.id = builder.id;
		this.flow = builder.flow;
		this.runId = builder.runId;
		this.data = builder.data;
		this.depIds = builder.depIds;
		this.description = builder.description;
		this.filter = builder.filter;
		this.validator = builder.validator;
		this.conditions = builder.conditions;
		this.additionalMeta = builder.additionalMeta;
	}

	/**
	 * When the event was made.
	 * @return the time of the call
	 */
	public Instant timestamp() {
		return Instant.ofEpochSecond(this.timestamp / 1_000_000_000, this.timestamp % 1_000_000_000);
	}

	/**
	 * The node: the step of the flow.
	 * @return the id
	 */
	public @Nullable String id() {
		return this.id;
	}

	/**
	 * The flow.
	 * @return its name
	 */
	public @Nullable String flow() {
		return this.flow;
	}

	/**
	 * The run of the flow, such as the number of an order.
	 * @return its id
	 */
	public @Nullable String runId() {
		return this.runId;
	}

	/**
	 * What the event is, by the presence of a validator.
	 * @return the type
	 */
	public EventType type() {
		return (this.validator != null) ? EventType.ASSERT : EventType.ACT;
	}

	/**
	 * What is to be known of the step.
	 * @return a map, or another object that Jackson writes as a JSON object
	 */
	public @Nullable Object data() {
		return this.data;
	}

	/**
	 * The nodes that must have come before.
	 * @return their ids
	 */
	public List<String> depIds() {
		return Collections.unmodifiableList(this.depIds);
	}

	/**
	 * The node in words.
	 * @return the description
	 */
	public @Nullable String description() {
		return this.description;
	}

	/**
	 * Tells which events of the run count.
	 * @return the filter
	 */
	public @Nullable Expr filter() {
		return this.filter;
	}

	/**
	 * Tells whether the step was right.
	 * @return the validator
	 */
	public @Nullable Expr validator() {
		return this.validator;
	}

	/**
	 * The conditions on the node.
	 * @return the conditions
	 */
	public List<NodeCondition> conditions() {
		return this.conditions;
	}

	/**
	 * More about the event, which rules don't see.
	 * @return names and values
	 */
	public @Nullable Map<String, ?> additionalMeta() {
		return this.additionalMeta;
	}

	/**
	 * Start a changed copy of this event; it keeps the time.
	 * @return a builder with everything set as here
	 */
	public Builder toBuilder() {
		Builder builder = new Builder(this.timestamp);
		builder.id = this.id;
		builder.flow = this.flow;
		builder.runId = this.runId;
		builder.data = (this.data instanceof DataFields fields) ? fields.copy() : this.data;
		builder.depIds = this.depIds;
		builder.description = this.description;
		builder.filter = this.filter;
		builder.validator = this.validator;
		builder.conditions = this.conditions;
		builder.additionalMeta = this.additionalMeta;
		return builder;
	}

	/**
	 * Describes one event. The client makes it and runs what the application does with
	 * it, so an exception in there is logged, costs that event, and never reaches the
	 * application. Not thread-safe; of no use after the call.
	 */
	public static final class Builder {

		final long timestamp;

		@Nullable String id;

		@Nullable String flow;

		@Nullable String runId;

		@Nullable Object data = DataFields.EMPTY;

		List<String> depIds = List.of();

		@Nullable String description;

		@Nullable Expr filter;

		@Nullable Expr validator;

		List<NodeCondition> conditions = List.of();

		@Nullable Map<String, ?> additionalMeta;

		Builder(long timestamp) {
			this.timestamp = timestamp;
		}

		/**
		 * The node: the step of the flow. Required. An id belongs to one flow.
		 * @param id for example {@code payment_processed}
		 * @return this builder
		 */
		public Builder id(@Nullable String id) {
			this.id = id;
			return this;
		}

		/**
		 * The flow. Required.
		 * @param flow for example {@code checkout}
		 * @return this builder
		 */
		public Builder flow(@Nullable String flow) {
			this.flow = flow;
			return this;
		}

		/**
		 * The run of the flow. Required.
		 * @param runId what all events of the run share, such as the number of an order
		 * @return this builder
		 */
		public Builder runId(@Nullable String runId) {
			this.runId = runId;
			return this;
		}

		/**
		 * What is to be known of the step, in place of all data so far. The default is an
		 * empty object.
		 * @param data a map, a record, a bean: what Jackson writes as a JSON object. It
		 * is encoded before the call ends; later changes don't show
		 * @return this builder
		 */
		public Builder data(@Nullable Object data) {
			this.data = data;
			return this;
		}

		/**
		 * Add one field to the data.
		 * @param name the name of the field
		 * @param value its value: anything that Jackson can write, or {@code null}
		 * @return this builder
		 * @throws IllegalStateException if the data was set to an object that is not a
		 * map
		 */
		public Builder data(String name, @Nullable Object value) {
			fields().put(String.valueOf(name), value);
			return this;
		}

		private Map<String, @Nullable Object> fields() {
			if (this.data instanceof DataFields fields && fields != DataFields.EMPTY) {
				return fields;
			}
			DataFields fields = new DataFields();
			if (this.data instanceof Map<?, ?> map && map != DataFields.EMPTY) {
				map.forEach((key, value) -> fields.add(String.valueOf(key), value));
			}
			else if (this.data != null && this.data != DataFields.EMPTY) {
				throw new IllegalStateException("data(\"name\", value) adds to a map, but the data is a "
						+ this.data.getClass().getName() + ": put all fields into one of both");
			}
			this.data = fields;
			return fields;
		}

		/**
		 * The nodes that must have come before, in place of all so far. The default is
		 * none.
		 * @param depIds their ids; not this event's own
		 * @return this builder
		 */
		public Builder depIds(String... depIds) {
			this.depIds = Arrays.asList(depIds.clone());
			return this;
		}

		/**
		 * The node in words.
		 * @param description the description, for people
		 * @return this builder
		 */
		public Builder description(@Nullable String description) {
			this.description = description;
			return this;
		}

		/**
		 * Set the rule that decides which events of the step count. The backend ignores
		 * the others.
		 * @param filter a lambda, a method reference or an {@link Expr}
		 * @return this builder
		 * @throws IllegalArgumentException if the rule can't be translated, see
		 * {@link Expr#of}
		 */
		public Builder filter(@Nullable Rule filter) {
			this.filter = (filter != null) ? Expr.of(filter) : null;
			return this;
		}

		/**
		 * Set the rule that decides whether the step was right. It makes the event an
		 * assertion. Set it in every event of the step: the backend keeps what the latest
		 * event had.
		 * @param validator a lambda, a method reference or an {@link Expr}
		 * @return this builder
		 * @throws IllegalArgumentException if the rule can't be translated, see
		 * {@link Expr#of}
		 */
		public Builder validator(@Nullable Rule validator) {
			this.validator = (validator != null) ? Expr.of(validator) : null;
			return this;
		}

		/**
		 * The conditions on the node, in place of all so far. The default is none.
		 * @param conditions the conditions
		 * @return this builder
		 */
		public Builder conditions(NodeCondition... conditions) {
			this.conditions = List.of(conditions);
			return this;
		}

		/**
		 * Add the condition that the step comes in time.
		 * @param timeout how long after its latest dependency, at least 1 ms
		 * @return this builder
		 * @throws IllegalArgumentException if it is shorter
		 */
		public Builder timeout(Duration timeout) {
			List<NodeCondition> all = new ArrayList<>(this.conditions);
			all.add(new NodeCondition(timeout));
			this.conditions = List.copyOf(all);
			return this;
		}

		/**
		 * More about the event, which rules don't see.
		 * @param additionalMeta names and values
		 * @return this builder
		 */
		public Builder additionalMeta(@Nullable Map<String, ?> additionalMeta) {
			this.additionalMeta = additionalMeta;
			return this;
		}

		/**
		 * For a {@link BusinessEventCustomizer}: the event as described.
		 * @return the event
		 */
		public BusinessEvent build() {
			return new BusinessEvent(this);
		}

	}

}

package ai.desplega.businessuse;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.desplega.businessuse.flow.EventType;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.StepDefinition;
import ai.desplega.businessuse.internal.RunIds;
import ai.desplega.businessuse.internal.Timeouts;
import ai.desplega.businessuse.internal.lambda.LambdaTranslator;
import ai.desplega.businessuse.internal.lambda.script.TranslatedRule;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Business event: a step of a flow that happened in one of its runs.
 * <p>
 * The client creates an event and passes it to each {@link BusinessEventCustomizer}
 * before the event is validated: values that the application omitted are {@code null}.
 * Immutable, except for the objects in its data, which belong to the application.
 */
public final class BusinessEvent {

	private final Builder values;

	/**
	 * Create an event.
	 * @param values the values, which must not change any more
	 */
	BusinessEvent(Builder values) {
		this.values = values;
	}

	/**
	 * Create a builder outside a client, for the test of a customizer or for a fake of
	 * the client. A client creates the builders of its events.
	 * @return a builder with the current time
	 */
	public static Builder builder() {
		return new Builder(ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now()));
	}

	/**
	 * {@return the time of the call that recorded the event}
	 */
	public Instant timestamp() {
		return Instant.EPOCH.plusNanos(this.values.timestamp);
	}

	/**
	 * {@return the id of the step}
	 */
	public @Nullable String id() {
		return this.values.id;
	}

	/**
	 * {@return the name of the flow}
	 */
	public @Nullable String flow() {
		return this.values.flow;
	}

	/**
	 * {@return the run id, such as the number of an order; {@code null} if it can't be
	 * used}
	 */
	public @Nullable String runId() {
		return (this.values.runId instanceof String usable) ? usable : null;
	}

	/**
	 * {@return the type of the event, which follows from its validator}
	 */
	public EventType type() {
		return (this.values.validator != null) ? EventType.ASSERT : EventType.ACT;
	}

	/**
	 * Return the data of the step. Fields added to a map are part of it; fields added to
	 * a record or a bean are sent, but not visible here.
	 * @return an unmodifiable map, or the object that was set
	 */
	public @Nullable Object data() {
		return (this.values.data instanceof DataFields fields) ? fields.view() : this.values.data;
	}

	/**
	 * {@return the ids of the steps that this step depends on; unmodifiable}
	 */
	public List<String> depIds() {
		return Collections.unmodifiableList(this.values.depIds);
	}

	/**
	 * {@return the description of the step}
	 */
	public @Nullable String description() {
		return this.values.description;
	}

	/**
	 * {@return the rule that determines which events of the step count}
	 */
	public @Nullable Expr filter() {
		return this.values.filter;
	}

	/**
	 * {@return the rule that determines whether the step was correct}
	 */
	public @Nullable Expr validator() {
		return this.values.validator;
	}

	/**
	 * {@return the time after its latest dependency within which the step must be
	 * recorded}
	 */
	public @Nullable Duration timeout() {
		return this.values.timeout;
	}

	/**
	 * {@return additional information about the event, which rules can't read}
	 */
	public @Nullable Map<String, ?> additionalMeta() {
		return this.values.additionalMeta;
	}

	/**
	 * Create a builder for a changed copy of this event with the same time.
	 * @return a builder with the values of this event
	 */
	public Builder toBuilder() {
		return this.values.copy();
	}

	/**
	 * Return {@code true} if this event is a view of a builder rather than a copy.
	 */
	boolean isOf(Builder builder) {
		return this.values == builder;
	}

	/**
	 * Builder of one event. A client creates the builder and passes it to code of the
	 * application. If that code throws an exception, the event is dropped and the
	 * exception is logged, but it is never passed to the caller. Not thread-safe; must
	 * not be used after the call.
	 */
	public static final class Builder {

		/**
		 * Maximum number of ids for which comparing all pairs is faster than using a set.
		 */
		private static final int FEW_IDS = 16;

		final long timestamp;

		@Nullable String id;

		@Nullable String flow;

		/**
		 * A string, or the exception to throw if the run id can't be used. A single field
		 * keeps the builder small.
		 */
		@Nullable Object runId;

		Object data = DataFields.EMPTY;

		List<String> depIds = List.of();

		@Nullable String description;

		@Nullable Expr filter;

		@Nullable Expr validator;

		RuleDependencies ruleDependencies = RuleDependencies.NONE;

		@Nullable Duration timeout;

		@Nullable Map<String, ?> additionalMeta;

		/**
		 * Definition of the run.
		 */
		@Nullable FlowDefinition definition;

		/**
		 * Declaration from which all values except run and data were taken.
		 */
		@Nullable StepDefinition declaredStep;

		Builder(long timestamp) {
			this.timestamp = timestamp;
		}

		/**
		 * Set the id of the step. Required. An id belongs to one flow: the backend
		 * ignores its events in other flows.
		 * @param id for example {@code payment_processed}
		 * @return this builder
		 */
		public Builder id(String id) {
			this.id = id;
			return this;
		}

		/**
		 * Set the flow. Required.
		 * @param flow for example {@code checkout}
		 * @return this builder
		 */
		public Builder flow(String flow) {
			this.flow = flow;
			return this;
		}

		/**
		 * Set the run of the flow. Required.
		 * @param runId the id that all events of the run share; if {@link FlowRun#of}
		 * doesn't support the object, the event is invalid
		 * @return this builder
		 */
		public Builder runId(@Nullable Object runId) {
			try {
				this.runId = RunIds.of(runId);
			}
			catch (IllegalArgumentException ex) {
				this.runId = new InvalidEventException(String.valueOf(ex.getMessage()));
			}
			return this;
		}

		/**
		 * Set the flow and the run id.
		 * @param run the run
		 * @return this builder
		 */
		public Builder run(FlowRun run) {
			if (run == null) {
				this.flow = null;
				this.runId = null;
				this.definition = null;
				return this;
			}
			String problem = run.problem();
			this.flow = run.flow();
			this.runId = (problem != null) ? new InvalidEventException(problem) : run.runId();
			this.definition = run.definition();
			return this;
		}

		/**
		 * Set the data of the step, replacing all previous data. By default, the data is
		 * an empty object.
		 * @param data a map, a record or a bean: an object that Jackson writes as a JSON
		 * object. The data is encoded before the call returns; later changes have no
		 * effect. {@code null} for no data
		 * @return this builder
		 */
		public Builder data(@Nullable Object data) {
			this.data = (data != null) ? data : DataFields.EMPTY;
			return this;
		}

		/**
		 * Add a field to the existing data, which may be a map, a record or a bean. The
		 * field replaces a field with the same name; the object itself is not changed.
		 * @param name the name of the field
		 * @param value the value: an object that Jackson can write, or {@code null}
		 * @return this builder
		 * @throws IllegalStateException if 4096 fields have already been added
		 */
		public Builder data(String name, @Nullable Object value) {
			fields().put(String.valueOf(name), value);
			return this;
		}

		private DataFields fields() {
			if (this.data instanceof DataFields fields && fields != DataFields.EMPTY) {
				return fields;
			}
			DataFields fields = new DataFields((this.data != DataFields.EMPTY) ? this.data : null);
			this.data = fields;
			return fields;
		}

		/**
		 * Set the steps that this step depends on, replacing the previous ones. By
		 * default there are none. The backend doesn't check the order of events.
		 * @param depIds ids of steps, other than the event's own; duplicates are removed
		 * @return this builder
		 */
		public Builder depIds(String... depIds) {
			this.depIds = distinct(depIds);
			return this;
		}

		private static List<String> distinct(String[] ids) {
			if (ids.length > FEW_IDS) {
				return new ArrayList<>(new LinkedHashSet<>(Arrays.asList(ids)));
			}
			List<String> distinct = new ArrayList<>(ids.length);
			for (String id : ids) {
				if (!distinct.contains(id)) {
					distinct.add(id);
				}
			}
			return distinct;
		}

		/**
		 * Set the human-readable description of the step.
		 * @param description the description
		 * @return this builder
		 */
		public Builder description(@Nullable String description) {
			this.description = description;
			return this;
		}

		/**
		 * Set the rule that determines which events of the step count. The backend
		 * ignores all other events.
		 * @param filter a lambda, a method reference or an {@link Expr}
		 * @return this builder
		 * @throws IllegalArgumentException if the rule can't be translated, see
		 * {@link Expr#of}
		 */
		public Builder filter(@Nullable Rule filter) {
			TranslatedRule translated = translated(filter);
			this.filter = (translated != null) ? Expr.js(translated.script()) : (Expr) filter;
			this.ruleDependencies = this.ruleDependencies.withFilter(dependencies(translated));
			return this;
		}

		/**
		 * Set the rule that determines whether the step was correct. The validator makes
		 * the event an assertion. Set it in every event of the step, because the backend
		 * keeps the validator of the latest event.
		 * @param validator a lambda, a method reference or an {@link Expr}
		 * @return this builder
		 * @throws IllegalArgumentException if the rule can't be translated, see
		 * {@link Expr#of}
		 */
		public Builder validator(@Nullable Rule validator) {
			TranslatedRule translated = translated(validator);
			this.validator = (translated != null) ? Expr.js(translated.script()) : (Expr) validator;
			this.ruleDependencies = this.ruleDependencies.withValidator(dependencies(translated));
			return this;
		}

		private static @Nullable TranslatedRule translated(@Nullable Rule rule) {
			return (rule == null || rule instanceof Expr) ? null : LambdaTranslator.translate(rule);
		}

		private static Set<String> dependencies(@Nullable TranslatedRule rule) {
			return (rule != null) ? rule.dependencies() : Set.of();
		}

		/**
		 * Set the time within which the step must be recorded, replacing the previous
		 * timeout. By default, there is no timeout.
		 * @param timeout the time after the latest dependency, at least 1 ms; sent in
		 * milliseconds. {@code null} for no timeout
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder timeout(@Nullable Duration timeout) {
			String problem = Timeouts.problem(timeout);
			if (problem != null) {
				throw new IllegalArgumentException("timeout " + problem);
			}
			this.timeout = timeout;
			return this;
		}

		/**
		 * Set additional information about the event. Release 0.7.0 of the backend
		 * ignores it, and rules can't read it.
		 * @param additionalMeta names and values
		 * @return this builder
		 */
		public Builder additionalMeta(@Nullable Map<String, ?> additionalMeta) {
			this.additionalMeta = additionalMeta;
			return this;
		}

		/**
		 * Build the event without validation, for a {@link BusinessEventCustomizer}.
		 * @return the event
		 */
		public BusinessEvent build() {
			return new BusinessEvent(copy());
		}

		private Builder copy() {
			Builder copy = new Builder(this.timestamp);
			copy.id = this.id;
			copy.flow = this.flow;
			copy.runId = this.runId;
			copy.data = (this.data instanceof DataFields fields) ? fields.copy() : this.data;
			copy.depIds = this.depIds;
			copy.description = this.description;
			copy.filter = this.filter;
			copy.validator = this.validator;
			copy.timeout = this.timeout;
			copy.additionalMeta = this.additionalMeta;
			return copy;
		}

	}

}

package ai.desplega.businessuse.flow;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import ai.desplega.businessuse.internal.InvalidFlowException;
import ai.desplega.businessuse.internal.Timeouts;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Declaration of one step of a {@link FlowDefinition}: its type, dependencies, timeout
 * and rules. Immutable.
 */
public final class StepDefinition {

	private final String id;

	private final EventType type;

	private final List<String> depIds;

	private final @Nullable Duration timeout;

	private final @Nullable DeclaredRule validator;

	private final @Nullable DeclaredRule filter;

	private final @Nullable String description;

	private final boolean optional;

	StepDefinition(Builder builder) {
		this.id = builder.id;
		this.type = builder.type;
		this.depIds = builder.depIds;
		this.timeout = builder.timeout;
		this.validator = DeclaredRule.of(builder.validator);
		this.filter = DeclaredRule.of(builder.filter);
		this.description = builder.description;
		this.optional = builder.optional;
	}

	private StepDefinition(StepDefinition first, StepDefinition second) {
		this.id = first.id;
		this.validator = (first.validator != null) ? first.validator : second.validator;
		this.type = (this.validator != null) ? EventType.ASSERT : EventType.ACT;
		this.depIds = first.depIds.isEmpty() ? second.depIds : first.depIds;
		this.timeout = (first.timeout != null) ? first.timeout : second.timeout;
		this.filter = (first.filter != null) ? first.filter : second.filter;
		this.description = (first.description != null) ? first.description : second.description;
		this.optional = first.optional && second.optional;
	}

	/**
	 * {@return the name of the step, unique in its flow}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * {@return the type of the step's events}
	 */
	public EventType type() {
		return this.type;
	}

	/**
	 * {@return the ids of the steps that this step depends on, without duplicates}
	 */
	public List<String> depIds() {
		return this.depIds;
	}

	/**
	 * {@return the maximum time after the latest dependency, or {@code null}}
	 */
	public @Nullable Duration timeout() {
		return this.timeout;
	}

	/**
	 * Return the validator of the step.
	 * @return the expression, {@code null} for an act
	 * @throws IllegalArgumentException if it is a lambda that can't be translated; the
	 * message is that of {@link Expr#of}
	 */
	public @Nullable Expr validator() {
		return (this.validator != null) ? this.validator.expr() : null;
	}

	/**
	 * Return the filter of the step.
	 * @return the expression, or {@code null}
	 * @throws IllegalArgumentException if it is a lambda that can't be translated; the
	 * message is that of {@link Expr#of}
	 */
	public @Nullable Expr filter() {
		return (this.filter != null) ? this.filter.expr() : null;
	}

	/**
	 * {@return the human-readable description of the step, or {@code null}}
	 */
	public @Nullable String description() {
		return this.description;
	}

	/**
	 * {@return {@code true} if a run may be complete without the step}
	 */
	public boolean optional() {
		return this.optional;
	}

	/**
	 * Return the steps to which the validator refers by a constant name, if they are
	 * known.
	 * @return the ids; empty without a validator; {@code null} for a script or for a rule
	 * that reads all dependencies
	 */
	@Nullable Set<String> askedDepIds() {
		return (this.validator != null) ? this.validator.askedDepIds() : Set.of();
	}

	Stream<String> problems(String flow) {
		return Stream.of(this.validator, this.filter)
			.filter(Objects::nonNull)
			.flatMap((rule) -> rule.problems(this.depIds))
			.map((problem) -> "Step '" + this.id + "' of flow '" + flow + "': " + problem);
	}

	/**
	 * Return this step, completed with the values of another declaration.
	 */
	StepDefinition merge(StepDefinition other) {
		return new StepDefinition(this, other);
	}

	@Override
	public String toString() {
		return this.type + " " + this.id;
	}

	/**
	 * Builder of a step, with the setters of the event builder. Used only in
	 * {@link FlowDefinition.Builder}. Not thread-safe.
	 */
	public static final class Builder {

		private final String id;

		private final EventType type;

		private List<String> depIds = List.of();

		private @Nullable Duration timeout;

		private @Nullable Rule validator;

		private @Nullable Rule filter;

		private @Nullable String description;

		private boolean optional;

		Builder(String id, EventType type) {
			this.id = id;
			this.type = type;
		}

		/**
		 * Set the steps that this step depends on, replacing the previous ones. The
		 * backend doesn't check the order of events.
		 * @param depIds ids of steps of the same flow; duplicates are removed
		 * @return this builder
		 */
		public Builder depIds(String... depIds) {
			this.depIds = (depIds != null) ? Stream.of(depIds).distinct().toList() : List.of();
			return this;
		}

		/**
		 * Set the timeout of the step.
		 * @param timeout the maximum time after the latest dependency, at least 1 ms;
		 * rounded down to milliseconds
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder timeout(Duration timeout) {
			String problem = Timeouts.problem(timeout);
			if (problem != null) {
				throw new InvalidFlowException("The timeout of step '" + this.id + "' " + problem);
			}
			this.timeout = timeout;
			return this;
		}

		/**
		 * Set the rule that determines whether the step was correct. Only assertions have
		 * a validator.
		 * @param validator a lambda without captured values that depend on the run, or a
		 * script
		 * @return this builder
		 */
		public Builder validator(Rule validator) {
			this.validator = validator;
			return this;
		}

		/**
		 * Set the rule that determines which events of the step count.
		 * @param filter a lambda or a script
		 * @return this builder
		 */
		public Builder filter(Rule filter) {
			this.filter = filter;
			return this;
		}

		/**
		 * Set the description of the step.
		 * @param description the human-readable description
		 * @return this builder
		 */
		public Builder description(String description) {
			this.description = description;
			return this;
		}

		/**
		 * Declare that a run may be complete without the step. This attribute is not sent
		 * to the backend. Only the checks of this library use it, such as
		 * {@link FlowDefinition#unnoticedSteps()}.
		 * @return this builder
		 */
		public Builder optional() {
			this.optional = true;
			return this;
		}

		StepDefinition build() {
			boolean assertion = this.type == EventType.ASSERT;
			if (assertion && this.validator == null) {
				throw new InvalidFlowException(
						"Assertion '%s' has no validator: set one, or declare the step with act(\"%s\", ...)"
							.formatted(this.id, this.id));
			}
			if (!assertion && this.validator != null) {
				throw new InvalidFlowException("Act '%s' has a validator: declare the step with assertion(\"%s\", ...)"
					.formatted(this.id, this.id));
			}
			return new StepDefinition(this);
		}

	}

}

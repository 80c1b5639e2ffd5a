package ai.desplega.businessuse.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Result of a run of a flow. Immutable and thread-safe.
 */
public final class RunResult {

	private final String flow;

	private final String runId;

	private final RunStatus status;

	private final List<StepResult> steps;

	private final List<String> errors;

	private final List<String> warnings;

	private final Instant evaluatedAt;

	private final Supplier<Map<String, String>> unnoticedSteps;

	private RunResult(Builder builder) {
		this.flow = builder.flow;
		this.runId = builder.runId;
		this.status = builder.status;
		this.steps = List.copyOf(builder.steps);
		this.errors = List.copyOf(builder.errors);
		this.warnings = List.copyOf(builder.warnings);
		this.evaluatedAt = builder.evaluatedAt;
		this.unnoticedSteps = builder.unnoticedSteps;
	}

	/**
	 * Create a builder, for backends and for tests of listeners.
	 * @param flow the flow
	 * @param runId the run
	 * @param status the status
	 * @return a builder
	 */
	public static Builder builder(String flow, String runId, RunStatus status) {
		return new Builder(flow, runId, status);
	}

	/**
	 * {@return the name of the flow}
	 */
	public String flow() {
		return this.flow;
	}

	/**
	 * {@return the run id}
	 */
	public String runId() {
		return this.runId;
	}

	/**
	 * {@return the status}
	 */
	public RunStatus status() {
		return this.status;
	}

	/**
	 * {@return the steps that the backend knows or the flow declares, each after its
	 * dependencies}
	 */
	public List<StepResult> steps() {
		return this.steps;
	}

	/**
	 * Return one step.
	 * @param id its name
	 * @return the step, or {@code null} if there is no such step
	 */
	public @Nullable StepResult step(String id) {
		return this.steps.stream().filter((step) -> step.id().equals(id)).findFirst().orElse(null);
	}

	/**
	 * {@return the ids of the declared steps that were not recorded, without optional
	 * ones}
	 */
	public List<String> missing() {
		return this.steps.stream().filter(StepResult::isMissing).map(StepResult::id).toList();
	}

	/**
	 * Return the recorded steps without which this run would also have passed, by the
	 * rules of release 0.7.0 of the backend after all timeouts. The run is evaluated
	 * again without each step, so a call may take as long as many evaluations.
	 * @return the id of each such step with the reason
	 * @throws UnsupportedOperationException if the result comes from a real backend
	 */
	public Map<String, String> unnoticedSteps() {
		return this.unnoticedSteps.get();
	}

	/**
	 * Return the reasons why the result is unknown: the run has no event, or a rule could
	 * not be evaluated, such as a rule in Python.
	 * @return a sentence for each reason; empty if the result is known
	 */
	public List<String> errors() {
		return this.errors;
	}

	/**
	 * Return the reasons why a passed run may be incomplete, such as events that the
	 * client dropped.
	 * @return a sentence for each reason
	 */
	public List<String> warnings() {
		return this.warnings;
	}

	/**
	 * {@return the time of the evaluation, with which timeouts were compared}
	 */
	public Instant evaluatedAt() {
		return this.evaluatedAt;
	}

	@Override
	public String toString() {
		return "Run '" + this.runId + "' of flow '" + this.flow + "' " + this.status.label() + " " + this.steps;
	}

	/**
	 * Builder of the result of a run. Not thread-safe.
	 */
	public static final class Builder {

		private final String flow;

		private final String runId;

		private final RunStatus status;

		private List<StepResult> steps = List.of();

		private List<String> errors = List.of();

		private List<String> warnings = List.of();

		private Instant evaluatedAt = Instant.EPOCH;

		private Supplier<Map<String, String>> unnoticedSteps = () -> {
			throw new UnsupportedOperationException(
					"Only the embedded backend can find steps whose absence goes unnoticed");
		};

		private Builder(String flow, String runId, RunStatus status) {
			this.flow = Objects.requireNonNull(flow, "flow");
			this.runId = Objects.requireNonNull(runId, "runId");
			this.status = Objects.requireNonNull(status, "status");
		}

		/**
		 * Set the steps.
		 * @param steps the steps, each after its dependencies
		 * @return this builder
		 */
		public Builder steps(List<StepResult> steps) {
			this.steps = steps;
			return this;
		}

		/**
		 * Set the reasons why the result is unknown. The default is none.
		 * @param errors a sentence for each reason
		 * @return this builder
		 */
		public Builder errors(List<String> errors) {
			this.errors = errors;
			return this;
		}

		/**
		 * Set the reasons why the run may be incomplete. The default is none.
		 * @param warnings a sentence for each reason
		 * @return this builder
		 */
		public Builder warnings(List<String> warnings) {
			this.warnings = warnings;
			return this;
		}

		/**
		 * Set the time of the evaluation.
		 * @param evaluatedAt the time that timeouts were compared with
		 * @return this builder
		 */
		public Builder evaluatedAt(Instant evaluatedAt) {
			this.evaluatedAt = evaluatedAt;
			return this;
		}

		/**
		 * Set the implementation of {@link RunResult#unnoticedSteps()}.
		 * @param unnoticedSteps the supplier, which is called for each call of that
		 * method; must be thread-safe
		 * @return this builder
		 */
		public Builder unnoticedSteps(Supplier<Map<String, String>> unnoticedSteps) {
			this.unnoticedSteps = unnoticedSteps;
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public RunResult build() {
			return new RunResult(this);
		}

	}

}

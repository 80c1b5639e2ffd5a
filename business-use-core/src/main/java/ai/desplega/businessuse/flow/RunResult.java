package ai.desplega.businessuse.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Verdict of a run of a flow. Immutable, thread-safe.
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
	 * Start building a result, as a backend does, or the test of a listener.
	 * @param flow the flow
	 * @param runId the run
	 * @param status the verdict
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
	 * {@return the verdict}
	 */
	public RunStatus status() {
		return this.status;
	}

	/**
	 * {@return the steps that the backend knows or the flow declares, each behind its
	 * dependencies}
	 */
	public List<StepResult> steps() {
		return this.steps;
	}

	/**
	 * Return one step.
	 * @param id its name
	 * @return the step, or {@code null} if there is none of that name
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
	 * Return the recorded steps without which this run would have passed, too, under the
	 * rules of release 0.7.0 of the backend with all timeouts elapsed. The run is
	 * evaluated again without each step, so a call may take as long as many evaluations.
	 * @return the id of each such step with the reason
	 * @throws UnsupportedOperationException if the result comes from a real backend
	 */
	public Map<String, String> unnoticedSteps() {
		return this.unnoticedSteps.get();
	}

	/**
	 * Return the reasons why there is no verdict: the run has no event, or a rule could
	 * not be evaluated here, such as one in Python.
	 * @return a sentence for each reason; empty if there is a verdict
	 */
	public List<String> errors() {
		return this.errors;
	}

	/**
	 * Return the reasons for which a passed run may not be complete, such as events that
	 * the client dropped.
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
	 * Builds the result of a run. Not thread-safe.
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
		 * @param steps the steps, each behind its dependencies
		 * @return this builder
		 */
		public Builder steps(List<StepResult> steps) {
			this.steps = steps;
			return this;
		}

		/**
		 * Set the reasons why there is no verdict. The default is none.
		 * @param errors a sentence for each reason
		 * @return this builder
		 */
		public Builder errors(List<String> errors) {
			this.errors = errors;
			return this;
		}

		/**
		 * Set the reasons for which the run may not be complete. The default is none.
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
		 * Set the search for {@link RunResult#unnoticedSteps()}.
		 * @param unnoticedSteps called by each call of that method; must be thread-safe
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

package ai.desplega.businessuse.embedded.test;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.flow.RunResult;
import ai.desplega.businessuse.flow.RunStatus;
import ai.desplega.businessuse.flow.StepResult;
import ai.desplega.businessuse.flow.StepStatus;
import ai.desplega.businessuse.internal.SimilarNames;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the result of a run. The message of a failure shows the whole run and
 * marks the step that caused the failure; further failures of the same object, for
 * example in soft assertions, don't show the run again. Every assertion fails if the run
 * has no event, or if a rule could not be evaluated, because the result is then unknown.
 * Not thread-safe.
 */
public final class RunResultAssert extends AbstractAssert<RunResultAssert, RunResult> {

	private boolean shown;

	RunResultAssert(RunResult run) {
		super(run, RunResultAssert.class);
	}

	/**
	 * Verify that the run has passed: no step failed and none is awaited. Skipped steps
	 * are accepted; see {@link #hasPassedCompletely()}. Also fails if the client has
	 * dropped events since the start of the test.
	 * @return this assertion object
	 */
	public RunResultAssert hasPassed() {
		verdict();
		if (this.actual.status() != RunStatus.PASSED) {
			fail("to have passed, but it " + status());
		}
		if (!this.actual.warnings().isEmpty()) {
			fail("to have passed, but " + String.join("; ", this.actual.warnings()));
		}
		return this;
	}

	/**
	 * Verify that the run has passed, and that no step was skipped or is missing.
	 * @return this assertion object
	 */
	public RunResultAssert hasPassedCompletely() {
		hasPassed();
		List<String> absent = this.actual.steps()
			.stream()
			.filter((step) -> step.status() == StepStatus.SKIPPED || step.isMissing())
			.map(StepResult::id)
			.toList();
		if (!absent.isEmpty()) {
			fail("to have passed completely, but it skipped " + String.join(", ", absent));
		}
		return this;
	}

	/**
	 * Verify that the run has failed.
	 * @return this assertion object
	 */
	public RunResultAssert hasFailed() {
		verdict();
		if (this.actual.status() != RunStatus.FAILED) {
			fail("to have failed, but it " + status());
		}
		return this;
	}

	/**
	 * Verify that the run has failed, and that no step before the given step has failed.
	 * @param step the first failed step
	 * @return this assertion object
	 */
	public RunResultAssert hasFailedAt(String step) {
		verdict();
		String first = RunReport.firstFailed(this.actual);
		if (!step.equals(first)) {
			fail("to have failed at " + step + ", but it " + status() + unknown(step));
		}
		return this;
	}

	/**
	 * Verify that no step failed and at least one is awaited.
	 * @return this assertion object
	 */
	public RunResultAssert isRunning() {
		verdict();
		if (this.actual.status() != RunStatus.RUNNING) {
			fail("to be running, but it " + status());
		}
		return this;
	}

	/**
	 * Verify that at least these steps were recorded.
	 * @param steps the steps, in any order
	 * @return this assertion object
	 */
	public RunResultAssert hasRecorded(String... steps) {
		verdict();
		List<String> recorded = recorded();
		List<String> absent = Arrays.stream(steps).filter((step) -> !recorded.contains(step)).toList();
		if (!absent.isEmpty()) {
			fail("to have recorded " + String.join(", ", absent) + ", but it recorded " + String.join(", ", recorded)
					+ unknown(steps));
		}
		return this;
	}

	/**
	 * Verify that exactly these steps were recorded, in chronological order. List a step
	 * twice if it was recorded twice.
	 * @param steps the steps
	 * @return this assertion object
	 */
	public RunResultAssert hasRecordedExactly(String... steps) {
		verdict();
		List<String> recorded = recorded();
		if (!recorded.equals(List.of(steps))) {
			fail("to have recorded exactly " + String.join(", ", steps) + ", but it recorded "
					+ String.join(", ", recorded) + unknown(steps));
		}
		return this;
	}

	/**
	 * Verify that the run would not have passed if any one of its recorded steps were
	 * missing: a mutation test of the flow. The run is evaluated again by the rules of
	 * release 0.7.0 of the backend, after all timeouts: once without each step, and once
	 * without each step and all steps that depend on it. Optional steps of a definition
	 * are ignored.
	 * @return this assertion object
	 */
	public RunResultAssert noticesEveryMissingStep() {
		return noticesEveryMissingStepExcept();
	}

	/**
	 * Verify {@link #noticesEveryMissingStep()}, except for some steps.
	 * @param steps the steps whose absence may go unnoticed
	 * @return this assertion object
	 */
	public RunResultAssert noticesEveryMissingStepExcept(String... steps) {
		verdict();
		Map<String, String> unnoticed = new TreeMap<>(this.actual.unnoticedSteps());
		unnoticed.keySet().removeAll(List.of(steps));
		if (!unnoticed.isEmpty()) {
			StringBuilder reasons = new StringBuilder(
					"to notice every missing step, but release 0.7.0 of the backend would not notice");
			unnoticed.forEach((step, reason) -> reasons.append("\n  ").append(step).append(": ").append(reason));
			reasons.append("\nRequire them in the rule of a later step, or declare them optional()");
			fail(reasons.append(unknown(steps)).toString());
		}
		return this;
	}

	/**
	 * Start assertions on one step.
	 * @param id the step; the assertion fails if neither the run nor a declaration
	 * contains the step
	 * @return the assertions on the step
	 */
	public StepResultAssert step(String id) {
		verdict();
		StepResult step = this.actual.step(id);
		if (step == null) {
			fail("to have a step '" + id + "', but there is no such step" + similar(id));
		}
		return new StepResultAssert(this, Objects.requireNonNull(step));
	}

	/**
	 * Return what to append to a message about steps, some of which neither the run nor a
	 * declaration contains.
	 */
	private String unknown(String... steps) {
		return Arrays.stream(steps)
			.distinct()
			.filter((step) -> this.actual.step(step) == null)
			.map((step) -> "; there is no step '" + step + "'" + similar(step))
			.collect(Collectors.joining());
	}

	private String similar(String step) {
		return SimilarNames.suggestion(step, this.actual.steps().stream().map(StepResult::id).toList());
	}

	private List<String> recorded() {
		return this.actual.steps()
			.stream()
			.flatMap((step) -> step.events().stream())
			.sorted(Comparator.comparing(RecordedEvent::timestamp))
			.map(RecordedEvent::id)
			.toList();
	}

	private String status() {
		String failed = RunReport.firstFailed(this.actual);
		return switch (this.actual.status()) {
			case FAILED -> "failed at " + failed;
			case RUNNING -> "still waits for " + String.join(", ", RunReport.running(this.actual));
			default -> "passed";
		};
	}

	private void verdict() {
		isNotNull();
		if (!this.actual.errors().isEmpty()) {
			fail("to have a result, but " + String.join("; ", this.actual.errors()));
		}
	}

	/**
	 * Fail. The message shows the run unless an earlier message did, as with soft
	 * assertions.
	 */
	void fail(String expectation) {
		String report = this.shown ? "" : "\n\n" + RunReport.of(this.actual);
		this.shown = true;
		String end = expectation.endsWith("?") ? "" : ".";
		throw failure("%s", "Expected run '" + this.actual.runId() + "' of flow '" + this.actual.flow() + "' "
				+ expectation + end + report);
	}

}

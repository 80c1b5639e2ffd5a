package ai.desplega.businessuse.embedded.test;

import java.util.Objects;

import ai.desplega.businessuse.flow.StepResult;
import ai.desplega.businessuse.flow.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one step of a run. A failure shows the whole run.
 */
public final class StepResultAssert {

	private final RunResultAssert run;

	private final StepResult step;

	StepResultAssert(RunResultAssert run, StepResult step) {
		this.run = run;
		this.step = step;
	}

	/**
	 * Verify that the step has passed.
	 * @return this assertion object
	 */
	public StepResultAssert hasPassed() {
		return has(StepStatus.PASSED, "to have passed");
	}

	/**
	 * Verify that the step has failed.
	 * @return this assertion object
	 */
	public StepResultAssert hasFailed() {
		return has(StepStatus.FAILED, "to have failed");
	}

	/**
	 * Verify that the step has failed with a message.
	 * @param text a part of the message
	 * @return this assertion object
	 */
	public StepResultAssert hasFailedWith(String text) {
		hasFailed();
		String message = Objects.toString(this.step.message(), "");
		if (!message.contains(text)) {
			fail("to have failed with '" + text + "', but its message is '" + message + "'");
		}
		return this;
	}

	/**
	 * Verify that the step was skipped: it was not recorded and is not awaited.
	 * @return this assertion object
	 */
	public StepResultAssert wasSkipped() {
		return has(StepStatus.SKIPPED, "to have been skipped");
	}

	/**
	 * Verify that the step is declared, not optional, and was not recorded.
	 * @return this assertion object
	 */
	public StepResultAssert isMissing() {
		if (!this.step.isMissing()) {
			fail("to be missing, but it "
					+ (this.step.events().isEmpty() ? "is not declared, or optional" : "was recorded"));
		}
		return this;
	}

	/**
	 * Verify that an event of the step has a field with a value. Numbers are compared by
	 * value: {@code 3} equals {@code 3L} and {@code 3.0}.
	 * @param name the name of the field
	 * @param value the value as it is represented in JSON
	 * @return this assertion object
	 */
	public StepResultAssert hasData(String name, @Nullable Object value) {
		boolean found = this.step.events()
			.stream()
			.anyMatch((event) -> event.data().containsKey(name) && JsonValues.equal(event.data().get(name), value));
		if (!found) {
			fail("to have data " + name + " = " + value + ", but it has "
					+ this.step.events().stream().map((event) -> String.valueOf(event.data().get(name))).toList());
		}
		return this;
	}

	/**
	 * Return to the assertions on the run.
	 * @return the assertions on the run
	 */
	public RunResultAssert and() {
		return this.run;
	}

	private StepResultAssert has(StepStatus status, String expectation) {
		if (this.step.status() != status) {
			fail(expectation + ", but it is " + this.step.status().label());
		}
		return this;
	}

	private void fail(String expectation) {
		this.run.fail("to have a step '" + this.step.id() + "' " + expectation);
	}

}

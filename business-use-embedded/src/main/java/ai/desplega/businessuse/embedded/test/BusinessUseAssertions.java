package ai.desplega.businessuse.embedded.test;

import ai.desplega.businessuse.flow.RunResult;

/**
 * Entry point for assertions on runs. Import {@code assertThat} statically, if necessary
 * in addition to the method of AssertJ. <pre>{@code
 * assertThat(runs.evaluate("checkout", order.id())).hasPassed();
 * }</pre>
 */
public final class BusinessUseAssertions {

	private BusinessUseAssertions() {
	}

	/**
	 * Start assertions on a run.
	 * @param run the result of the run
	 * @return the assertions
	 */
	public static RunResultAssert assertThat(RunResult run) {
		return new RunResultAssert(run);
	}

}

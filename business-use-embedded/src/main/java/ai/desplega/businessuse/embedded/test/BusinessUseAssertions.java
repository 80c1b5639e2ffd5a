package ai.desplega.businessuse.embedded.test;

import ai.desplega.businessuse.flow.RunResult;

/**
 * Entry point of the assertions on runs, to be imported statically, beside that of
 * AssertJ if need be. <pre>{@code
 * assertThat(runs.evaluate("checkout", order.id())).hasPassed();
 * }</pre>
 */
public final class BusinessUseAssertions {

	private BusinessUseAssertions() {
	}

	/**
	 * Start assertions on a run.
	 * @param run the verdict of the run
	 * @return the assertions
	 */
	public static RunResultAssert assertThat(RunResult run) {
		return new RunResultAssert(run);
	}

}

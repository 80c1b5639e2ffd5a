package ai.desplega.businessuse.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RunResult;
import ai.desplega.businessuse.flow.RunStatus;

/**
 * Decorator that repeats the evaluation of a run until the run has passed or the timeout
 * has expired.
 */
record AwaitedRuns(BusinessRuns runs, Duration timeout) implements BusinessRuns {

	private static final long INTERVAL_MILLIS = 500;

	@Override
	public RunResult evaluate(FlowRun run) {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		while (true) {
			boolean last = System.nanoTime() - deadline >= 0;
			try {
				RunResult result = this.runs.evaluate(run);
				if (last || isComplete(result)) {
					return result;
				}
			}
			catch (UnknownRunException ex) {
				if (last) {
					throw ex;
				}
			}
			pause(deadline);
		}
	}

	private static boolean isComplete(RunResult result) {
		return result.status() == RunStatus.PASSED && result.missing().isEmpty() && result.errors().isEmpty()
				&& result.warnings().isEmpty();
	}

	private static void pause(long deadline) {
		long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + 1;
		try {
			Thread.sleep(Math.max(0, Math.min(INTERVAL_MILLIS, left)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for a run", ex);
		}
	}

	@Override
	public RunResult evaluateAfterTimeouts(FlowRun run) {
		return this.runs.evaluateAfterTimeouts(run);
	}

}

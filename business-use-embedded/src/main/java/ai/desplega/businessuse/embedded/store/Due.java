package ai.desplega.businessuse.embedded.store;

import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * Scheduled evaluation of a run.
 */
final class Due {

	final RunKey run;

	final @Nullable String triggerEvId;

	final long at;

	@Nullable Future<?> task;

	/**
	 * Create a scheduled evaluation.
	 * @param run the run
	 * @param triggerEvId the event that caused the evaluation, or {@code null} for a
	 * deadline
	 * @param at the time in nanoseconds since the epoch, or 0 for immediate evaluation
	 */
	Due(RunKey run, @Nullable String triggerEvId, long at) {
		this.run = run;
		this.triggerEvId = triggerEvId;
		this.at = at;
	}

}

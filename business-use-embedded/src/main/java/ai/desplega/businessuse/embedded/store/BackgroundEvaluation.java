package ai.desplega.businessuse.embedded.store;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.evaluation.FlowException;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates the runs of each batch after it was answered, one by one on one thread, and
 * once more when something that a run waits for is overdue. As in the real backend, a
 * batch of more than 50 events is not evaluated.
 */
public final class BackgroundEvaluation implements AutoCloseable {

	public static final int MAX_BATCH = 50;

	private static final int MAX_WAITING = 1_000;

	private static final Logger logger = LoggerFactory.getLogger(BackgroundEvaluation.class);

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * When a run is to be evaluated again, in nanoseconds since the epoch.
	 */
	private final Map<RunKey, Long> waiting = new HashMap<>();

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
			BackgroundEvaluation::daemon);

	private final Evaluations evaluations;

	private final InstantSource clock;

	public BackgroundEvaluation(Evaluations evaluations, InstantSource clock) {
		this.evaluations = evaluations;
		this.clock = clock;
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	/**
	 * A batch was stored.
	 */
	public void batchAdded(List<StoredEvent> batch) {
		if (batch.size() > MAX_BATCH) {
			return;
		}
		Map<RunKey, String> runs = new LinkedHashMap<>();
		batch.forEach((event) -> runs.putIfAbsent(RunKey.of(event), event.id()));
		runs.forEach((run, trigger) -> schedule(run, trigger, 0));
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private void schedule(RunKey run, @Nullable String triggerEvId, long at) {
		if (!isNew(run, at)) {
			return;
		}
		try {
			long delay = Math.max(0, at - TimeUnit.MILLISECONDS.toNanos(this.clock.millis()));
			this.executor.schedule(() -> evaluate(run, triggerEvId, at), delay, TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Not evaluated, since the sample stops: {}", run);
		}
	}

	private boolean isNew(RunKey run, long at) {
		this.lock.lock();
		try {
			Long before = this.waiting.get(run);
			if ((before != null && before <= at) || this.waiting.size() >= MAX_WAITING) {
				return false;
			}
			this.waiting.put(run, at);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void evaluate(RunKey run, @Nullable String triggerEvId, long at) {
		if (!isDue(run, at)) {
			return;
		}
		try {
			Evaluation evaluation = this.evaluations.evaluateAndKeep(run, null, triggerEvId);
			if (evaluation.runningUntil() > 0) {
				schedule(run, null, evaluation.runningUntil());
			}
		}
		catch (FlowException ex) {
			logger.warn("Run '{}' of flow '{}' can't be evaluated: {}", run.runId(), run.flow(), ex.getMessage());
		}
		catch (RuntimeException ex) {
			if (this.executor.isShutdown()) {
				return; // scripts are interrupted when the sample stops
			}
			logger.error("Run '{}' of flow '{}' was not evaluated", run.runId(), run.flow(), ex);
		}
	}

	/**
	 * Not if an earlier evaluation has taken its place.
	 */
	private boolean isDue(RunKey run, long at) {
		this.lock.lock();
		try {
			return this.waiting.remove(run, at);
		}
		finally {
			this.lock.unlock();
		}
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "evaluation");
		thread.setDaemon(true);
		return thread;
	}

}

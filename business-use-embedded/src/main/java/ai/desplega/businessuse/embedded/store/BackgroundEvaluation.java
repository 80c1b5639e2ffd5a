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
import java.util.function.BiConsumer;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.evaluation.FlowException;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.internal.LogSanitizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates the runs of each batch after the batch was stored, sequentially on one
 * thread, and again at their deadlines. The real backend does so only for batches of up
 * to 50 events, and not at deadlines. Thread-safe.
 */
public final class BackgroundEvaluation implements AutoCloseable {

	/**
	 * Maximum number of waiting runs. There are at most as many stored runs as events, so
	 * beyond twice this number, half of the runs in {@link #waiting} have been evicted.
	 */
	private static final int MAX_WAITING = 2 * EventStore.MAX_EVENTS;

	private static final int CLOSE_TIMEOUT_SECONDS = 2;

	private static final int MAX_REASON = 300;

	private static final Logger logger = LoggerFactory.getLogger(BackgroundEvaluation.class);

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * Next evaluation of each run.
	 */
	private final Map<RunKey, Due> waiting = new HashMap<>();

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
			BackgroundEvaluation::daemon);

	private final EventStore store;

	private final Evaluations evaluations;

	private final BiConsumer<RunKey, Evaluation> listener;

	private final InstantSource clock;

	/**
	 * Set before an evaluation is interrupted, because the result of an interrupted
	 * evaluation is meaningless.
	 */
	private volatile boolean aborted;

	/**
	 * Create an instance.
	 * @param store the runs
	 * @param evaluations the evaluation of the runs
	 * @param listener called after each evaluation, on the evaluating thread
	 * @param clock the clock
	 */
	public BackgroundEvaluation(EventStore store, Evaluations evaluations, BiConsumer<RunKey, Evaluation> listener,
			InstantSource clock) {
		this.store = store;
		this.evaluations = evaluations;
		this.listener = listener;
		this.clock = clock;
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.executor.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Schedule the evaluation of the runs of a batch.
	 * @param batch the stored events
	 */
	public void batchAdded(List<StoredEvent> batch) {
		Map<RunKey, String> runs = new LinkedHashMap<>();
		batch.forEach((event) -> runs.putIfAbsent(RunKey.of(event), event.id()));
		runs.forEach((run, trigger) -> schedule(new Due(run, trigger, 0)));
	}

	/**
	 * Evaluate the runs whose events have been received, for at most two seconds, but no
	 * runs at their deadlines.
	 */
	@Override
	public void close() {
		this.executor.shutdown();
		try {
			this.executor.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.aborted = true;
		this.executor.shutdownNow();
	}

	private void schedule(Due due) {
		this.lock.lock();
		try {
			Due before = this.waiting.get(due.run);
			if (before == null || due.at < before.at) {
				long delay = Math.max(0, due.at - TimeUnit.MILLISECONDS.toNanos(this.clock.millis()));
				due.task = this.executor.schedule(() -> evaluate(due), delay, TimeUnit.NANOSECONDS);
				this.waiting.put(due.run, due);
				cancel(before);
				forgetEvicted();
			}
		}
		catch (RejectedExecutionException ex) {
			logger.debug("{} is not evaluated: the backend was closed", due.run.describe());
		}
		finally {
			this.lock.unlock();
		}
	}

	private void forgetEvicted() {
		if (this.waiting.size() > MAX_WAITING) {
			this.waiting.values().removeIf((due) -> {
				boolean evicted = !this.store.has(due.run);
				if (evicted) {
					cancel(due);
				}
				return evicted;
			});
		}
	}

	private static void cancel(@Nullable Due due) {
		if (due != null && due.task != null) {
			due.task.cancel(false);
		}
	}

	private void evaluate(Due due) {
		if (!remove(due) || !this.store.has(due.run)) {
			return;
		}
		try {
			Evaluation evaluation = this.evaluations.evaluateAndKeep(due.run, null, due.triggerEvId);
			if (this.aborted) {
				return;
			}
			this.listener.accept(due.run, evaluation);
			if (evaluation.runningUntil() > 0) {
				schedule(new Due(due.run, null, evaluation.runningUntil()));
			}
		}
		catch (FlowException ex) {
			logger.warn("{} cannot be evaluated: {}", due.run.describe(),
					LogSanitizer.of(String.valueOf(ex.getMessage()), MAX_REASON));
		}
		catch (RuntimeException | StackOverflowError ex) {
			if (!this.executor.isShutdown()) {
				logger.error("{} was not evaluated", due.run.describe(), ex);
			}
		}
	}

	/**
	 * Return {@code false} if this evaluation was replaced by an earlier one.
	 */
	private boolean remove(Due due) {
		this.lock.lock();
		try {
			return this.waiting.remove(due.run, due);
		}
		finally {
			this.lock.unlock();
		}
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "business-use-evaluation");
		thread.setDaemon(true);
		return thread;
	}

}

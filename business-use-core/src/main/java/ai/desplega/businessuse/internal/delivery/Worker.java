package ai.desplega.businessuse.internal.delivery;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Schedules the tasks of the worker thread. Each task is pending at most once, so
 * requesting a pending task takes only a volatile read, and the scheduler never contains
 * more than one task of each kind. A final action runs after the last task: on the thread
 * that shuts the worker down, or on the worker thread if a task is still running.
 * Thread-safe.
 */
final class Worker {

	private final ScheduledExecutorService scheduler;

	private final Runnable finalAction;

	private volatile boolean shutDown;

	/**
	 * Thread that is running a task.
	 */
	private volatile @Nullable Thread running;

	/**
	 * Create a worker.
	 * @param scheduler the scheduler, with one thread
	 * @param finalAction the final action, which must be idempotent, because both threads
	 * may run it
	 */
	Worker(ScheduledExecutorService scheduler, Runnable finalAction) {
		this.scheduler = scheduler;
		this.finalAction = finalAction;
	}

	CoalescedTask soon(Runnable action) {
		return after(() -> 0, action);
	}

	CoalescedTask after(Duration delay, Runnable action) {
		long nanos = delay.toNanos();
		return after(() -> nanos, action);
	}

	/**
	 * Create a task that runs after a delay.
	 * @param delayNanos supplies the delay when the task is scheduled
	 */
	CoalescedTask after(LongSupplier delayNanos, Runnable action) {
		return new CoalescedTask(action, delayNanos);
	}

	boolean isCurrentThread() {
		return this.running == Thread.currentThread();
	}

	/**
	 * Shut down the worker thread permanently, and interrupt a running task.
	 */
	void shutdown() {
		try {
			this.scheduler.shutdownNow();
		}
		finally {
			this.shutDown = true;
		}
	}

	/**
	 * Wait until the worker thread has ended, then run the final action. If a task is
	 * still running after the given time, the worker thread runs the final action.
	 */
	void awaitEnd(long nanos) throws InterruptedException {
		this.scheduler.awaitTermination(nanos, TimeUnit.NANOSECONDS);
		if (this.running == null) {
			this.finalAction.run();
		}
	}

	final class CoalescedTask {

		private final Runnable action;

		private final LongSupplier delayNanos;

		private final AtomicBoolean pending = new AtomicBoolean();

		private CoalescedTask(Runnable action, LongSupplier delayNanos) {
			this.action = action;
			this.delayNanos = delayNanos;
		}

		boolean isPending() {
			return this.pending.get();
		}

		/**
		 * Request a run, unless a run is pending or the worker thread has ended.
		 * @throws Error if the thread can't be created; a later request tries again
		 */
		void request() {
			if (isPending() || !this.pending.compareAndSet(false, true)) {
				return;
			}
			try {
				Worker.this.scheduler.schedule(this::run, this.delayNanos.getAsLong(), TimeUnit.NANOSECONDS);
			}
			catch (Throwable ex) {
				this.pending.set(false);
				if (!Worker.this.scheduler.isShutdown()) {
					throw ex;
				}
			}
		}

		/**
		 * Run the action, unless the worker is shut down. The thread that shuts down
		 * writes {@code shutDown} and then reads {@code running}; the worker thread
		 * writes {@code running} and then reads {@code shutDown}. Therefore, at least one
		 * of both threads runs the final action.
		 */
		private void run() {
			Worker.this.running = Thread.currentThread();
			try {
				this.pending.set(false);
				if (!Worker.this.shutDown) {
					this.action.run();
				}
			}
			finally {
				Worker.this.running = null;
				if (Worker.this.shutDown) {
					// the shutdown may have interrupted this thread, which must not
					// affect the final action
					Thread.interrupted();
					Worker.this.finalAction.run();
				}
			}
		}

	}

}

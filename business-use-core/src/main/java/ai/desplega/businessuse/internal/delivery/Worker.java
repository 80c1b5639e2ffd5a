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
 * more than one task of each kind. Thread-safe.
 */
final class Worker {

	private final ScheduledExecutorService scheduler;

	/**
	 * Thread that is running a task.
	 */
	private volatile @Nullable Thread running;

	/**
	 * Create a worker.
	 * @param scheduler the scheduler, with one thread
	 */
	Worker(ScheduledExecutorService scheduler) {
		this.scheduler = scheduler;
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
	 * Shut down the worker thread permanently.
	 */
	void shutdown() {
		this.scheduler.shutdownNow();
	}

	/**
	 * Wait until the worker thread has ended.
	 * @return {@code true} if no task is running
	 */
	boolean awaitEnd(long nanos) throws InterruptedException {
		return this.scheduler.awaitTermination(nanos, TimeUnit.NANOSECONDS) || this.running == null;
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

		private void run() {
			Worker.this.running = Thread.currentThread();
			try {
				this.pending.set(false);
				this.action.run();
			}
			finally {
				Worker.this.running = null;
			}
		}

	}

}

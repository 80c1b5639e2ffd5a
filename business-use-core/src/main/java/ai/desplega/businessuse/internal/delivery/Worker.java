package ai.desplega.businessuse.internal.delivery;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Schedules the tasks of the worker. Each task is pending at most once, so a request for
 * a pending one costs a volatile read, and the scheduler never holds more than one task
 * of each kind. The scheduler is created for the first request. Thread-safe.
 */
final class Worker {

	private final Supplier<ScheduledExecutorService> supplier;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable ScheduledExecutorService scheduler;

	/**
	 * Held while the worker runs: a scheduler may have several threads.
	 */
	private final ReentrantLock running = new ReentrantLock();

	private volatile boolean ended;

	Worker(Supplier<ScheduledExecutorService> supplier) {
		this.supplier = supplier;
	}

	CoalescedTask soon(Runnable action) {
		return new CoalescedTask(action, () -> 0);
	}

	CoalescedTask after(Duration delay, Runnable action) {
		long nanos = delay.toNanos();
		return after(() -> nanos, action);
	}

	/**
	 * Create a task that runs after a delay.
	 * @param delayNanos the delay, computed when the task is scheduled
	 */
	CoalescedTask after(LongSupplier delayNanos, Runnable action) {
		return new CoalescedTask(action, delayNanos);
	}

	boolean isCurrentThread() {
		return this.running.isHeldByCurrentThread();
	}

	/**
	 * End the worker; no other one is started.
	 */
	void shutdown() {
		this.lock.lock();
		try {
			this.ended = true;
			if (this.scheduler != null) {
				this.scheduler.shutdownNow();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until the worker has ended.
	 * @return {@code true} if no task is running
	 */
	boolean awaitEnd(long nanos) throws InterruptedException {
		ScheduledExecutorService started = this.scheduler;
		return started == null || started.awaitTermination(nanos, TimeUnit.NANOSECONDS) || !this.running.isLocked();
	}

	private ScheduledExecutorService scheduler() {
		ScheduledExecutorService started = this.scheduler;
		if (started != null) {
			return started;
		}
		this.lock.lock();
		try {
			if (this.ended) {
				throw new RejectedExecutionException("closed");
			}
			started = this.scheduler;
			if (started == null) {
				started = this.supplier.get();
				this.scheduler = started;
			}
			return started;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The scheduler belongs to this client, but its creator can still shut it down.
	 */
	private void requireAlive() {
		ScheduledExecutorService started = this.scheduler;
		if (started != null && started.isShutdown() && !this.ended) {
			throw new RejectedExecutionException("The scheduler was shut down before the client was closed");
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
		 * Request a run, unless one is pending or the worker has ended.
		 * @throws RuntimeException if the scheduler can't be created or refuses the task;
		 * a later request tries again
		 */
		void request() {
			if (this.pending.get()) {
				requireAlive();
				return;
			}
			if (!this.pending.compareAndSet(false, true)) {
				return;
			}
			try {
				scheduler().schedule(this::run, this.delayNanos.getAsLong(), TimeUnit.NANOSECONDS);
			}
			catch (Throwable ex) {
				this.pending.set(false);
				if (!Worker.this.ended) {
					throw ex;
				}
			}
		}

		private void run() {
			Worker.this.running.lock();
			try {
				this.pending.set(false);
				this.action.run();
			}
			finally {
				Worker.this.running.unlock();
			}
		}

	}

}

package ai.desplega.businessuse.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Scheduler with a manual clock. Runs all tasks on the thread of the test.
 */
public final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

	private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>(
			Comparator.<Task<?>>comparingLong((task) -> task.due).thenComparingLong((task) -> task.number));

	private long now;

	private long count;

	private boolean shutdown;

	private @Nullable Error failure;

	/**
	 * The time, as of {@link System#nanoTime()}.
	 */
	public LongSupplier nanoTime() {
		return () -> this.now;
	}

	/**
	 * Set the error with which scheduling fails, or {@code null} for none.
	 */
	public void failWith(@Nullable Error failure) {
		this.failure = failure;
	}

	/**
	 * Advance the time, and run each task at its time.
	 */
	public void advance(Duration duration) {
		long end = this.now + duration.toNanos();
		for (Task<?> task = this.tasks.peek(); task != null && task.due <= end; task = this.tasks.peek()) {
			this.tasks.remove();
			this.now = Math.max(this.now, task.due);
			task.run();
		}
		this.now = Math.max(this.now, end);
	}

	/**
	 * Run the tasks that are due.
	 */
	public void runDue() {
		advance(Duration.ZERO);
	}

	/**
	 * Return the number of pending tasks.
	 */
	public int pending() {
		return this.tasks.size();
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		return add(new Task<>(() -> {
			command.run();
			return "done";
		}, this.now + unit.toNanos(delay), this.count++));
	}

	@Override
	public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
		return add(new Task<>(callable, this.now + unit.toNanos(delay), this.count++));
	}

	private <V> Task<V> add(Task<V> task) {
		if (this.failure != null) {
			throw this.failure;
		}
		this.tasks.add(task);
		return task;
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void execute(Runnable command) {
		schedule(command, 0, TimeUnit.NANOSECONDS);
	}

	@Override
	public void shutdown() {
		this.shutdown = true;
	}

	@Override
	public List<Runnable> shutdownNow() {
		this.shutdown = true;
		List<Runnable> remaining = new ArrayList<>(this.tasks);
		this.tasks.clear();
		return remaining;
	}

	@Override
	public boolean isShutdown() {
		return this.shutdown;
	}

	@Override
	public boolean isTerminated() {
		return this.shutdown;
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) {
		return this.shutdown;
	}

	private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {

		private final long due;

		private final long number;

		private Task(Callable<V> callable, long due, long number) {
			super(callable);
			this.due = due;
			this.number = number;
		}

		@Override
		public long getDelay(TimeUnit unit) {
			return unit.convert(this.due - ManualScheduler.this.now, TimeUnit.NANOSECONDS);
		}

		@Override
		public int compareTo(Delayed other) {
			return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
		}

	}

}

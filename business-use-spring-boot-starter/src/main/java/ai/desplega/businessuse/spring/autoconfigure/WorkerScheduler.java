package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Makes what the client's work runs on. It is no bean: one more executor or scheduler in
 * the context would make Spring Boot withhold its own, and take over the application's
 * {@code @Async} and {@code @Scheduled} methods.
 */
final class WorkerScheduler {

	private volatile @Nullable ScheduledExecutorService executor;

	ScheduledExecutorService create() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setThreadFactory(WorkerScheduler::newThread);
		scheduler.setRemoveOnCancelPolicy(true);
		scheduler.initialize();
		ScheduledExecutorService created = scheduler.getScheduledExecutor();
		this.executor = created;
		return created;
	}

	/**
	 * Run something where the client's work runs, after what goes on there, and wait for
	 * it. Does nothing if that was never made or has ended.
	 * @param timeout how long to wait at most; zero or less to leave it be
	 */
	void run(Runnable task, Duration timeout) {
		ScheduledExecutorService current = this.executor;
		if (current == null || timeout.isNegative() || timeout.isZero()) {
			return;
		}
		try {
			current.submit(task).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RejectedExecutionException | ExecutionException | TimeoutException ex) {
			// then it is as it was before
		}
	}

	/**
	 * A scheduler that is given a factory ignores its own daemon flag, and its own
	 * threads would keep the class loader and the thread-locals of whoever sent the first
	 * event.
	 */
	private static Thread newThread(Runnable work) {
		Thread thread = new Thread(null, work, "business-use", 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(null);
		return thread;
	}

}

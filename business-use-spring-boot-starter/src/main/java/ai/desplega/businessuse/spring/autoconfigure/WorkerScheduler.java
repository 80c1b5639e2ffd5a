package ai.desplega.businessuse.spring.autoconfigure;

import java.util.concurrent.ScheduledExecutorService;

import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Makes what the client's work runs on. It is no bean: one more executor or scheduler in
 * the context would make Spring Boot withhold its own, and take over the application's
 * {@code @Async} and {@code @Scheduled} methods.
 */
final class WorkerScheduler {

	private WorkerScheduler() {
	}

	static ScheduledExecutorService create() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setThreadFactory(WorkerScheduler::newThread);
		scheduler.setRemoveOnCancelPolicy(true);
		scheduler.initialize();
		return scheduler.getScheduledExecutor();
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

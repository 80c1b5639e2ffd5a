package ai.desplega.businessuse;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The one thread of a client: a daemon that takes nothing over from the thread that
 * happens to make the first event, neither its class loader nor its thread-locals.
 */
final class WorkerThread {

	private static final String NAME = "business-use-worker";

	private WorkerThread() {
	}

	static ScheduledExecutorService newScheduler() {
		ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, WorkerThread::newThread);
		scheduler.setRemoveOnCancelPolicy(true);
		scheduler.prestartCoreThread(); // else a task is queued before its thread fails
										// to start
		return scheduler;
	}

	private static Thread newThread(Runnable task) {
		Thread thread = new Thread(null, task, NAME, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(null);
		return thread;
	}

}

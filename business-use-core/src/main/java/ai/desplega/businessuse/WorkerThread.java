package ai.desplega.businessuse;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Creates the daemon thread of a client. It inherits neither the context class loader nor
 * the thread-locals of the thread that records the first event.
 */
final class WorkerThread {

	private static final String NAME = "business-use-worker";

	private WorkerThread() {
	}

	static ScheduledExecutorService newScheduler() {
		ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, WorkerThread::newThread);
		scheduler.setRemoveOnCancelPolicy(true);
		// fails here, and not after a task was queued, if no thread can be created
		scheduler.prestartCoreThread();
		return scheduler;
	}

	private static Thread newThread(Runnable task) {
		Thread thread = new Thread(null, task, NAME, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(null);
		return thread;
	}

}

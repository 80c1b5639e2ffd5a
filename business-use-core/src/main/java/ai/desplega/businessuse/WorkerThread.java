package ai.desplega.businessuse;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Creates the daemon thread of a client. The thread inherits neither the context class
 * loader nor the thread-locals of the thread that records the first event.
 */
final class WorkerThread {

	private static final String NAME = "business-use-worker";

	private WorkerThread() {
	}

	/**
	 * Create the scheduler of a client, which starts its thread for the first task.
	 */
	static ScheduledExecutorService newScheduler() {
		return new ScheduledThreadPoolExecutor(1, WorkerThread::newThread) {

			@Override
			public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
				// fails before the task is queued if no thread can be created
				prestartCoreThread();
				return super.schedule(task, delay, unit);
			}

		};
	}

	private static Thread newThread(Runnable task) {
		Thread thread = new Thread(null, task, NAME, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(null);
		return thread;
	}

}

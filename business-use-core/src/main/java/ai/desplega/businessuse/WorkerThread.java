package ai.desplega.businessuse;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

final class WorkerThread {

	private WorkerThread() {
	}

	static ScheduledExecutorService newScheduler() {
		return Executors.newSingleThreadScheduledExecutor();
	}

}

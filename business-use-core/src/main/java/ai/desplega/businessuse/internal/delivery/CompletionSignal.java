package ai.desplega.businessuse.internal.delivery;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Notifies waiting threads each time the worker thread has completed a task.
 */
final class CompletionSignal {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition made = this.lock.newCondition();

	void await(long nanos) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			this.made.awaitNanos(nanos);
		}
		finally {
			this.lock.unlock();
		}
	}

	void signal() {
		this.lock.lock();
		try {
			this.made.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}

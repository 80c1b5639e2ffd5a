package ai.desplega.businessuse.embedded.test;

import java.util.concurrent.locks.ReentrantLock;

import ai.desplega.businessuse.embedded.EmbeddedBackend;
import ai.desplega.businessuse.embedded.internal.RecordedRuns;

/**
 * Embedded backend that several test methods share, one after the other or in parallel.
 * Thread-safe.
 */
final class TestBackend {

	private final ReentrantLock lock = new ReentrantLock();

	private final RecordedRuns recorded;

	private final EmbeddedBackend backend;

	private int running;

	TestBackend(RecordedRuns recorded) {
		this.recorded = recorded;
		this.backend = new EmbeddedBackend(recorded);
	}

	EmbeddedBackend backend() {
		return this.backend;
	}

	RecordedRuns recorded() {
		return this.recorded;
	}

	/**
	 * Begin a test method: forget the events of earlier ones, unless one is running. A
	 * method that begins meanwhile waits, so that none of its events are forgotten.
	 */
	void begin() {
		this.lock.lock();
		try {
			if (this.running == 0) {
				this.backend.clear();
			}
			this.running++;
		}
		finally {
			this.lock.unlock();
		}
	}

	void end() {
		this.lock.lock();
		try {
			this.running--;
		}
		finally {
			this.lock.unlock();
		}
	}

}

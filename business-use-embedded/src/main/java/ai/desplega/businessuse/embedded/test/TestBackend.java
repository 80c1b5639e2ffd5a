package ai.desplega.businessuse.embedded.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

import ai.desplega.businessuse.embedded.EmbeddedBackend;
import ai.desplega.businessuse.embedded.internal.EvaluatedRun;
import ai.desplega.businessuse.embedded.internal.RecordedRuns;

/**
 * Embedded backend that several test methods share, sequentially or in parallel.
 * Thread-safe.
 */
final class TestBackend {

	/** Maximum number of evaluations of one test that are included in the coverage. */
	private static final int MAX_EVALUATED = 1_000;

	private final ReentrantLock lock = new ReentrantLock();

	private final RecordedRuns recorded;

	private final EmbeddedBackend backend;

	private final Queue<EvaluatedRun> evaluated = new ArrayBlockingQueue<>(MAX_EVALUATED);

	private int running;

	TestBackend(RecordedRuns recorded) {
		this.recorded = recorded;
		recorded.onEvaluation(this.evaluated::offer);
		this.backend = new EmbeddedBackend(recorded);
	}

	EmbeddedBackend backend() {
		return this.backend;
	}

	RecordedRuns recorded() {
		return this.recorded;
	}

	/**
	 * Return the runs that were evaluated since the latest call.
	 */
	List<EvaluatedRun> takeEvaluated() {
		List<EvaluatedRun> taken = new ArrayList<>();
		for (EvaluatedRun run = this.evaluated.poll(); run != null; run = this.evaluated.poll()) {
			taken.add(run);
		}
		return taken;
	}

	/**
	 * Begin a test method: remove the events of earlier test methods, unless one is still
	 * running. A test method that begins at the same time waits, so that its events are
	 * not removed.
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

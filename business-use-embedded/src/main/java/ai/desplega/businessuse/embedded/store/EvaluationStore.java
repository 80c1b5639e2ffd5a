package ai.desplega.businessuse.embedded.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * In-memory store of evaluations: at most 1,000 evaluations and the state of 10,000 runs,
 * each limited to 16 MB in total. When the store is full, the oldest entries are evicted.
 * Thread-safe.
 */
final class EvaluationStore {

	private static final int MAX_OUTPUTS = 1_000;

	private static final int MAX_STATES = EventStore.MAX_EVENTS;

	private static final long MAX_SIZE = 16L * 1024 * 1024;

	private final ReentrantLock lock = new ReentrantLock();

	private final Bounded<String, EvalOutput> outputs = new Bounded<>(MAX_OUTPUTS, MAX_SIZE, EvalOutput::size);

	private final Bounded<RunKey, RunState> states = new Bounded<>(MAX_STATES, MAX_SIZE, RunState::size);

	void put(EvalOutput output) {
		this.lock.lock();
		try {
			this.outputs.put(output.id(), output);
		}
		finally {
			this.lock.unlock();
		}
	}

	void put(RunState state) {
		this.lock.lock();
		try {
			this.states.put(state.run(), state);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return all evaluations, latest first.
	 */
	List<EvalOutput> outputs() {
		this.lock.lock();
		try {
			List<EvalOutput> latestFirst = new ArrayList<>(this.outputs.values());
			Collections.reverse(latestFirst);
			return latestFirst;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the state of a run as of its latest evaluation.
	 */
	RunState state(RunKey run) {
		this.lock.lock();
		try {
			RunState state = this.states.get(run);
			return (state != null) ? state : new RunState(run, null, null, null);
		}
		finally {
			this.lock.unlock();
		}
	}

}

package ai.desplega.businessuse.internal.delivery;

import java.util.concurrent.atomic.AtomicReference;

import ai.desplega.businessuse.transport.EventTransport;

/**
 * A request that is under way. It is ended once: by the worker, or before that by whoever
 * finds it overdue; while that is at it, the worker waits, so that no abort is late and
 * hits the next request.
 */
final class InFlightRequest {

	private enum State {

		ACTIVE, ABORTING, ENDED

	}

	private final int events;

	private final long deadline;

	private final AtomicReference<State> state = new AtomicReference<>(State.ACTIVE);

	InFlightRequest(int events, long deadline) {
		this.events = events;
		this.deadline = deadline;
	}

	int events() {
		return this.events;
	}

	boolean isOverdue(long now) {
		return now - this.deadline > 0;
	}

	/**
	 * Called by the worker: nobody aborts this request from now on.
	 */
	void end() {
		while (!this.state.compareAndSet(State.ACTIVE, State.ENDED) && this.state.get() != State.ENDED) {
			Thread.yield();
		}
	}

	/**
	 * Called by others: aborts this request, if it has not ended.
	 */
	void abort(EventTransport transport) {
		if (!this.state.compareAndSet(State.ACTIVE, State.ABORTING)) {
			return;
		}
		try {
			transport.abort();
		}
		catch (Throwable ex) {
			// the transport may be the application's, and is said not to throw
		}
		finally {
			this.state.set(State.ENDED);
		}
	}

}

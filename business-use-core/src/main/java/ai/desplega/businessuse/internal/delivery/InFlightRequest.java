package ai.desplega.businessuse.internal.delivery;

import java.util.concurrent.atomic.AtomicReference;

import ai.desplega.businessuse.transport.EventTransport;

/**
 * Request in flight. It ends once: either the worker thread ends it, or another thread
 * aborts it first. The worker thread waits for an abort in progress, which would
 * otherwise affect the next request.
 */
final class InFlightRequest {

	private enum State {

		ACTIVE, ABORTING, ABORTED, ENDED

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
	 * End this request, after an abort in progress. Called by the worker thread.
	 * @return {@code true} if this request was aborted
	 */
	boolean end() {
		while (!this.state.compareAndSet(State.ACTIVE, State.ENDED)) {
			if (this.state.get() == State.ABORTED) {
				return true;
			}
			Thread.yield();
		}
		return false;
	}

	/**
	 * Abort this request if it has not ended. May be called by any thread.
	 */
	void abort(EventTransport transport) {
		if (!this.state.compareAndSet(State.ACTIVE, State.ABORTING)) {
			return;
		}
		try {
			transport.abort();
		}
		catch (Throwable ex) {
			// the transport may be supplied by the application
		}
		finally {
			this.state.set(State.ABORTED);
		}
	}

}

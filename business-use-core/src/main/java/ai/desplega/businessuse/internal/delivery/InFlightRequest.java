package ai.desplega.businessuse.internal.delivery;

import java.util.concurrent.atomic.AtomicReference;

import ai.desplega.businessuse.transport.EventTransport;

/**
 * Request in flight. It is ended once: by the worker, or before that by a thread that
 * aborts it. The worker waits for an abort that has begun, which would otherwise hit the
 * next request.
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
	 * Prevent an abort from now on; called by the worker.
	 */
	void end() {
		while (!this.state.compareAndSet(State.ACTIVE, State.ENDED) && this.state.get() != State.ENDED) {
			Thread.yield();
		}
	}

	/**
	 * Abort this request if it has not ended; called by any thread.
	 */
	void abort(EventTransport transport) {
		if (!this.state.compareAndSet(State.ACTIVE, State.ABORTING)) {
			return;
		}
		try {
			transport.abort();
		}
		catch (Throwable ex) {
			// the transport may be the application's and throw anything
		}
		finally {
			this.state.set(State.ENDED);
		}
	}

}

package ai.desplega.businessuse.internal.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * Requests of the worker thread, one at a time, each with a timeout and the events that
 * depend on it. The thread that removes a request from this object counts its events: the
 * worker thread when it knows the outcome, or a thread that closes the client before.
 */
final class InFlightRequests {

	private static final long MIN_TIMEOUT = TimeUnit.MILLISECONDS.toNanos(1);

	private final EventTransport transport;

	private final BatchSettings settings;

	private final LongSupplier nanoTime;

	private final Runnable afterAbort;

	private final AtomicReference<@Nullable InFlightRequest> inFlight = new AtomicReference<>();

	/**
	 * Request that the worker thread has started; no longer in flight if the client was
	 * closed.
	 */
	private @Nullable InFlightRequest current;

	private volatile @Nullable Long closeDeadline;

	private volatile boolean stopped;

	/**
	 * Create an instance for the requests to a transport.
	 * @param afterAbort the action after an aborted request, which releases the
	 * connections, so that the abort doesn't affect the next request
	 */
	InFlightRequests(EventTransport transport, BatchSettings settings, LongSupplier nanoTime, Runnable afterAbort) {
		this.transport = transport;
		this.settings = settings;
		this.nanoTime = nanoTime;
		this.afterAbort = afterAbort;
	}

	/**
	 * Run a request. The request stays in flight until {@link #complete()}, or until the
	 * next request for the same events.
	 * @param events the number of events that depend on it
	 */
	Outcome run(int events, Request request) {
		InFlightRequest begun = new InFlightRequest(events,
				this.nanoTime.getAsLong() + this.settings.abortTimeout().toNanos());
		if (!this.inFlight.compareAndSet(this.current, begun)) {
			return Outcome.NONE;
		}
		this.current = begun;
		try {
			return this.stopped ? Outcome.NONE : new Outcome(request.send(timeout()), null);
		}
		catch (Throwable ex) {
			return new Outcome(null, ex);
		}
		finally {
			boolean aborted = begun.end();
			// an abort may have interrupted this thread, which must not affect the next
			// request
			Thread.interrupted();
			if (aborted) {
				this.afterAbort.run();
			}
		}
	}

	/**
	 * Return the timeout of a request: the remaining shutdown timeout while the client
	 * closes.
	 */
	private Duration timeout() {
		Long deadline = this.closeDeadline;
		if (deadline == null) {
			return this.settings.requestTimeout();
		}
		Duration left = Duration.ofNanos(Math.max(MIN_TIMEOUT, deadline - this.nanoTime.getAsLong()));
		return (left.compareTo(this.settings.requestTimeout()) < 0) ? left : this.settings.requestTimeout();
	}

	/**
	 * Complete the request that was started by {@link #run}.
	 * @return {@code true} if the worker thread must count the events
	 */
	boolean complete() {
		InFlightRequest completed = this.current;
		this.current = null;
		return completed != null && this.inFlight.compareAndSet(completed, null);
	}

	/**
	 * Abort a request that exceeds its timeout. May be called by any thread. The timeouts
	 * of a socket are not sufficient: they restart with each byte, and do not apply to
	 * writing.
	 */
	void abortIfOverdue() {
		InFlightRequest request = this.inFlight.get();
		if (request != null && request.isOverdue(this.nanoTime.getAsLong())) {
			request.abort(this.transport);
		}
	}

	/**
	 * Limit the time of later requests. May be called by any thread.
	 */
	void closeBy(long deadline) {
		this.closeDeadline = deadline;
	}

	/**
	 * Prevent later requests, and abort the request in flight. May be called by any
	 * thread.
	 * @return the number of events that depended on the request, which the caller must
	 * count
	 */
	int stop() {
		this.stopped = true;
		InFlightRequest request = this.inFlight.getAndSet(null);
		if (request == null) {
			return 0;
		}
		request.abort(this.transport);
		return request.events();
	}

	boolean isStopped() {
		return this.stopped;
	}

	@FunctionalInterface
	interface Request {

		@Nullable TransportResponse send(Duration timeout) throws IOException;

	}

	/**
	 * Outcome of a request: a response, an exception, or neither if the request was not
	 * sent.
	 */
	record Outcome(@Nullable TransportResponse response, @Nullable Throwable failure) {

		static final Outcome NONE = new Outcome(null, null);

		/**
		 * Return whether the API key may be the reason for the response.
		 */
		boolean mayConcernKey() {
			return this.response != null && (this.response.status() == 401 || this.response.status() == 403);
		}

	}

}

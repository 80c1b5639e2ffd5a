package ai.desplega.businessuse.internal.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import ai.desplega.businessuse.transport.EncodedEvent;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches from the queue, sends each once, and accounts for it. Runs on the worker,
 * apart from what is said to be called by others.
 */
final class BatchSender {

	private static final long MIN_TIMEOUT = TimeUnit.MILLISECONDS.toNanos(1);

	private final BatchSettings settings;

	private final EventTransport transport;

	private final EventQueue queue;

	private final DeliveryCounts counts;

	private final BackendMonitor monitor;

	private final LongSupplier nanoTime;

	/**
	 * The batch that is being sent. Whoever takes it out of here accounts for it: the
	 * worker when it knows the outcome, or whoever closes the client before that.
	 */
	private final AtomicReference<@Nullable InFlightRequest> underWay = new AtomicReference<>();

	private boolean checked;

	private volatile boolean connected;

	private long lastUse;

	private volatile boolean unauthorized;

	private volatile @Nullable Long closeDeadline;

	private volatile boolean stopped;

	private final AtomicBoolean transportStopped = new AtomicBoolean();

	BatchSender(BatchSettings settings, EventTransport transport, EventQueue queue, DeliveryCounts counts,
			BackendMonitor monitor, LongSupplier nanoTime) {
		this.settings = settings;
		this.transport = transport;
		this.queue = queue;
		this.counts = counts;
		this.monitor = monitor;
		this.nanoTime = nanoTime;
	}

	/**
	 * Sends full batches as long as there are some, and a number of events in any case.
	 * @param due how many events must go even if they don't fill a batch
	 */
	void send(int due) {
		if (!this.checked && !this.stopped && this.queue.size() > 0) {
			this.checked = true;
			checkKey();
		}
		int remaining = due;
		while (!this.stopped && (remaining > 0 || isBatchFull())) {
			List<byte[]> events = this.queue.take(this.settings.batchSize(), this.settings.fullBytes());
			if (events.isEmpty()) {
				return;
			}
			remaining -= events.size();
			if (this.unauthorized) {
				this.counts.unauthorized.add(events.size());
			}
			else {
				send(EventBatch.of(events.stream().map(EncodedEvent::of).toList()));
			}
		}
	}

	boolean isBatchFull() {
		return this.queue.hasReached(this.settings.fullSize(), this.settings.fullBytes());
	}

	private void send(EventBatch batch) {
		InFlightRequest request = begin(batch.size());
		TransportResponse response = null;
		Throwable failure = null;
		try {
			if (!this.stopped) {
				response = this.transport.send(batch, timeout());
			}
		}
		catch (Throwable ex) {
			failure = ex;
		}
		request.end();
		this.lastUse = this.nanoTime.getAsLong();
		if (this.underWay.compareAndSet(request, null)) {
			account(batch.size(), response, failure);
		}
	}

	/**
	 * Return the time that a batch may take: while the client closes, what is left of its
	 * shutdown timeout.
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
	 * Whoever waits for the count finds the state that goes with it; what is logged tells
	 * the count.
	 */
	private void account(int size, @Nullable TransportResponse response, @Nullable Throwable failure) {
		try {
			note(size, response, failure);
		}
		catch (Throwable ex) {
			this.monitor.unavailable(ex.getClass().getName());
		}
		if (response != null) {
			outcome(response).add(size);
		}
		else {
			(this.stopped ? this.counts.shutdown : this.counts.failed).add(size);
		}
		this.monitor.log();
	}

	private void note(int size, @Nullable TransportResponse response, @Nullable Throwable failure) {
		if (response == null) {
			if (!this.stopped) {
				this.monitor.unavailable((failure != null) ? failure.toString() : "the transport gave no response");
			}
		}
		else if (response.isSuccess()) {
			this.monitor.available();
		}
		else if (response.isUnauthorized()) {
			this.unauthorized = true;
			this.monitor.unauthorized(response);
		}
		else if (response.isServerError()) {
			this.monitor.unavailable(response.toString());
		}
		else {
			this.monitor.rejected(size, response);
		}
	}

	private LongAdder outcome(TransportResponse response) {
		if (response.isSuccess()) {
			return this.counts.sent;
		}
		if (response.isUnauthorized()) {
			return this.counts.unauthorized;
		}
		return response.isServerError() ? this.counts.failed : this.counts.rejected;
	}

	/**
	 * Asks the backend whether it accepts the key. Only a clear no counts: whatever else
	 * happens, batches are tried.
	 */
	void checkKey() {
		InFlightRequest request = begin(0);
		try {
			if (this.stopped) {
				return;
			}
			TransportResponse response = this.transport.check();
			if (response == null) {
				return;
			}
			if (response.isUnauthorized()) {
				this.unauthorized = true;
				this.monitor.unauthorized(response);
			}
			else if (response.isSuccess()) {
				this.unauthorized = false;
				this.monitor.accepted();
			}
		}
		catch (Throwable ex) {
			// whether the backend can be reached is told by the next batch
		}
		finally {
			request.end();
			this.lastUse = this.nanoTime.getAsLong();
			this.underWay.compareAndSet(request, null);
			this.monitor.log();
		}
	}

	private InFlightRequest begin(int events) {
		InFlightRequest request = new InFlightRequest(events,
				this.nanoTime.getAsLong() + this.settings.abortTimeout().toNanos());
		this.connected = true;
		this.underWay.set(request);
		return request;
	}

	/**
	 * Whether there may be a connection that is to be released in a while.
	 */
	boolean isConnected() {
		return this.connected;
	}

	/**
	 * Lets go of the connection, unless it was used a short while ago. After a key was
	 * refused nothing follows for a minute.
	 */
	void releaseConnection() {
		if (this.unauthorized || this.nanoTime.getAsLong() - this.lastUse >= this.settings.idleConnection().toNanos()) {
			disconnect();
		}
	}

	boolean isUnauthorized() {
		return this.unauthorized;
	}

	/**
	 * Called by others: ends a request that takes longer than a whole request may. A
	 * socket's own timeouts can't see to that: they start anew with every byte, and
	 * writing has none.
	 */
	void abortIfOverdue() {
		InFlightRequest request = this.underWay.get();
		if (request != null && request.isOverdue(this.nanoTime.getAsLong())) {
			request.abort(this.transport);
		}
	}

	/**
	 * Called by others: bounds the requests that are sent from now on.
	 * @param deadline the time by which they must have ended
	 */
	void close(long deadline) {
		this.closeDeadline = deadline;
	}

	/**
	 * Called by others: sends nothing from now on, and ends the request under way.
	 * @return how many events were in it
	 */
	int stop() {
		this.stopped = true;
		InFlightRequest request = this.underWay.getAndSet(null);
		if (request == null) {
			return 0;
		}
		request.abort(this.transport);
		return request.events();
	}

	/**
	 * Releases the connection. Must not be called while a request is in flight.
	 */
	void disconnect() {
		quietly(this.transport::releaseConnections);
		this.connected = false;
	}

	/**
	 * Ends the transport, once, when no request is in flight any more.
	 */
	void stopTransport() {
		if (this.transportStopped.compareAndSet(false, true)) {
			quietly(this.transport::releaseConnections);
			quietly(this.transport::stopped);
		}
	}

	/**
	 * The transport may be the application's: what it throws must not end what is done
	 * next.
	 */
	private static void quietly(Runnable call) {
		try {
			call.run();
		}
		catch (Throwable ex) {
			// there is nothing left to release
		}
	}

}

package ai.desplega.businessuse.internal.delivery;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import ai.desplega.businessuse.internal.delivery.InFlightRequests.Outcome;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.transport.EncodedEvent;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches from the queue, sends each batch once, and counts its events by outcome.
 * Used only by the worker thread, except for methods that are documented otherwise.
 */
final class BatchSender {

	private final BatchSettings settings;

	private final EventTransport transport;

	private final EventQueue queue;

	private final EventCounts counts;

	private final BackendMonitor monitor;

	private final LongSupplier nanoTime;

	private final InFlightRequests requests;

	private final ApiKeyVerdict key = new ApiKeyVerdict();

	private boolean checked;

	private volatile boolean connected;

	private long lastUse;

	private final AtomicBoolean transportStopped = new AtomicBoolean();

	BatchSender(BatchSettings settings, EventTransport transport, EventQueue queue, EventCounts counts,
			BackendMonitor monitor, LongSupplier nanoTime) {
		this.settings = settings;
		this.transport = transport;
		this.queue = queue;
		this.counts = counts;
		this.monitor = monitor;
		this.nanoTime = nanoTime;
		this.requests = new InFlightRequests(transport, settings, nanoTime, this::releaseConnections);
	}

	/**
	 * Return the requests, which can be aborted by any thread.
	 */
	InFlightRequests requests() {
		return this.requests;
	}

	/**
	 * Return the state of the API key, which can be read by any thread.
	 */
	ApiKeyVerdict key() {
		return this.key;
	}

	/**
	 * Send all full batches, and at least a given number of events.
	 * @param due the number of events to send even if they don't fill a batch
	 */
	void send(int due) {
		if (!this.checked && !this.requests.isStopped() && this.queue.size() > 0) {
			this.checked = true;
			checkKey();
		}
		int remaining = due;
		while (!this.requests.isStopped() && (remaining > 0 || isBatchFull())) {
			List<byte[]> events = this.queue.take(this.settings.batchSize(), this.settings.fullBytes());
			if (events.isEmpty()) {
				return;
			}
			remaining -= events.size();
			if (this.key.isRefusing()) {
				this.counts.dropped(DropReason.UNAUTHORIZED, events.size());
			}
			else {
				send(EventBatch.of(events.stream().map(EncodedEvent::of).toList()));
			}
		}
	}

	/**
	 * Return whether the queue contains a full batch. May be called by any thread.
	 */
	boolean isBatchFull() {
		return this.queue.hasReached(this.settings.fullSize(), this.settings.fullBytes());
	}

	private void send(EventBatch batch) {
		this.connected = true;
		Outcome outcome = this.requests.run(batch.size(), (timeout) -> this.transport.send(batch, timeout));
		TransportResponse check = null;
		if (outcome.mayConcernKey()) {
			check = this.requests.run(batch.size(), (timeout) -> this.transport.check()).response();
		}
		this.lastUse = this.nanoTime.getAsLong();
		if (this.requests.complete()) {
			count(batch.size(), outcome, check);
		}
	}

	/**
	 * Update the state of the backend, then the counts, then log. A thread that reads the
	 * new counts can therefore read the corresponding state, and the log message contains
	 * the counts.
	 */
	private void count(int events, Outcome outcome, @Nullable TransportResponse check) {
		DropReason reason;
		try {
			reason = note(events, outcome, check);
		}
		catch (Throwable ex) {
			// creating a description of an exception or a response of a transport may
			// also fail
			this.monitor.unavailable(ex.getClass().getName());
			reason = DropReason.FAILED;
		}
		if (reason == null) {
			this.counts.sent(events);
		}
		else {
			this.counts.dropped(reason, events);
		}
		this.monitor.log();
	}

	/**
	 * Update the state according to an outcome.
	 * @return the reason why the events are dropped, or {@code null} if they were sent
	 */
	private @Nullable DropReason note(int events, Outcome outcome, @Nullable TransportResponse check) {
		TransportResponse response = outcome.response();
		if (response == null) {
			if (this.requests.isStopped()) {
				return DropReason.SHUTDOWN;
			}
			Throwable failure = outcome.failure();
			this.monitor.unavailable((failure != null) ? failure.toString() : "the transport returned no response");
			return DropReason.FAILED;
		}
		TransportResponse condemning = outcome.mayConcernKey() ? ApiKeyVerdict.condemning(response, check) : null;
		if (condemning != null) {
			this.key.condemn();
			this.monitor.unauthorized(condemning);
			return DropReason.UNAUTHORIZED;
		}
		this.key.accept();
		if (response.isSuccess()) {
			this.monitor.available();
			return null;
		}
		if (response.isServerError()) {
			this.monitor.failed(events, response);
			return DropReason.FAILED;
		}
		this.monitor.rejected(events, response);
		return DropReason.REJECTED;
	}

	void checkKeyAgain() {
		if (this.key.isCondemned()) {
			checkKey();
		}
	}

	/**
	 * Check whether the backend accepts the API key. The key is rejected only if the
	 * backend clearly rejects it; otherwise, batches are sent.
	 */
	private void checkKey() {
		this.connected = true;
		TransportResponse response = this.requests.run(0, (timeout) -> this.transport.check()).response();
		this.lastUse = this.nanoTime.getAsLong();
		this.requests.complete();
		if (response != null && response.isSuccess()) {
			this.key.accept();
			this.monitor.keyAccepted();
		}
		else if (this.key.isCondemned()) {
			this.key.allowTrial();
		}
		else if (response != null && response.isUnauthorized()) {
			this.key.condemn();
			this.monitor.unauthorized(response);
		}
		this.monitor.log();
	}

	/**
	 * Return whether there may be a connection to release. May be called by any thread.
	 */
	boolean isConnected() {
		return this.connected;
	}

	/**
	 * Release the connection, unless it was used recently. After a rejected API key, no
	 * request follows for a minute.
	 */
	void releaseConnection() {
		if (this.key.isCondemned()
				|| this.nanoTime.getAsLong() - this.lastUse >= this.settings.idleConnection().toNanos()) {
			disconnect();
		}
	}

	/**
	 * Release the connection. Must not be called while a request is in flight.
	 */
	void disconnect() {
		releaseConnections();
		this.connected = false;
	}

	/**
	 * Stop the transport once, after the last task of the worker thread. May be called by
	 * any thread.
	 */
	void stopTransport() {
		if (this.transportStopped.compareAndSet(false, true)) {
			releaseConnections();
			quietly(this.transport::stopped);
		}
	}

	private void releaseConnections() {
		quietly(this.transport::releaseConnections);
	}

	/**
	 * Call the transport, which may be supplied by the application and may throw any
	 * exception.
	 */
	private static void quietly(Runnable call) {
		try {
			call.run();
		}
		catch (Throwable ex) {
			// no other resource has to be released
		}
	}

}

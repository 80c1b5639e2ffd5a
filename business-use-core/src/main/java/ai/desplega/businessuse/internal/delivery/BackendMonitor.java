package ai.desplega.businessuse.internal.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;

import ai.desplega.businessuse.internal.LogSanitizer;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Tracks the state of the backend and logs its changes: one message when delivery starts
 * to fail, one per minute with the events lost since the previous message, and one on
 * recovery. At most two messages per minute are logged, regardless of the number of
 * changes.
 * <p>
 * Used only by the worker thread, except for {@link #state()}. {@link #log()} logs a
 * message after the events were counted, because the message contains the counts.
 */
final class BackendMonitor {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final int MAX_DETAIL_LENGTH = 1024;

	private static final int BAD_REQUEST = 400;

	private static final int NOT_FOUND = 404;

	private final Logger logger;

	private final String url;

	private final LongSupplier nanoTime;

	private final LossReport losses;

	private volatile BackendState state = BackendState.UNKNOWN;

	private boolean troubleLogged;

	private @Nullable Long lastWarning;

	private @Nullable Runnable pendingLogMessage;

	BackendMonitor(Logger logger, @Nullable String url, EventCounts counts, LongSupplier nanoTime) {
		this.logger = logger;
		this.url = (url != null) ? url : "";
		this.nanoTime = nanoTime;
		this.losses = new LossReport(counts);
	}

	BackendState state() {
		return this.state;
	}

	void available() {
		this.state = this.state.withSuccess();
		if (this.troubleLogged) {
			recovered("The Business-Use backend responds again");
		}
		else if (this.losses.isPending() && isDue()) {
			prepareWarning("Business-Use events were dropped, although the backend responds now");
		}
	}

	void keyAccepted() {
		if (this.troubleLogged && this.state.state() == State.UNAUTHORIZED) {
			recovered("The Business-Use backend now accepts the API key");
		}
		this.state = this.state.withState(State.AVAILABLE);
	}

	void unavailable(String error) {
		note(State.UNAVAILABLE, error,
				"The Business-Use backend is unavailable; each batch is sent once (" + detail(error) + ")");
	}

	void failed(int events, TransportResponse response) {
		this.losses.perhapsStored(events);
		note(State.UNAVAILABLE, response.toString(),
				"The Business-Use backend failed; it may have stored the batch, so the batch is not sent again ("
						+ detail(response.toString()) + ")");
	}

	void rejected(int events, TransportResponse response) {
		note(isFromOtherServer(response) ? State.NOT_FOUND : State.AVAILABLE, response.toString(),
				"A batch of " + events + " Business-Use events was rejected (" + detail(response.toString()) + ")");
	}

	/**
	 * Return whether a rejection shows that the URL is not the URL of a backend: a 404, a
	 * redirect, or a 2xx with a body that a backend doesn't send.
	 */
	private static boolean isFromOtherServer(TransportResponse rejection) {
		return rejection.status() < BAD_REQUEST || rejection.status() == NOT_FOUND;
	}

	void unauthorized(TransportResponse response) {
		if (this.state.state() != State.UNAUTHORIZED) {
			this.lastWarning = null;
		}
		note(State.UNAUTHORIZED, response.toString(),
				"The Business-Use backend does not accept the API key: check business-use.api-key or"
						+ " BUSINESS_USE_API_KEY. Events are dropped until the key is accepted; one batch per minute "
						+ "is sent (" + detail(response.toString()) + ")");
	}

	private void note(State state, String error, String warning) {
		this.state = this.state.withError(state, LogSanitizer.of(error, MAX_DETAIL_LENGTH));
		if (isDue()) {
			this.troubleLogged = true;
			prepareWarning(warning);
		}
	}

	private String detail(String error) {
		return LogSanitizer.of(error.contains(this.url) ? error : this.url + ": " + error, MAX_DETAIL_LENGTH);
	}

	private boolean isDue() {
		return this.lastWarning == null || this.nanoTime.getAsLong() - this.lastWarning >= MINUTE;
	}

	private void prepareWarning(String message) {
		this.lastWarning = this.nanoTime.getAsLong();
		this.pendingLogMessage = () -> this.logger.warn("{}{}", message, this.losses.next());
	}

	private void recovered(String message) {
		this.troubleLogged = false;
		this.pendingLogMessage = () -> this.logger.info("{}{}", message, this.losses.next());
	}

	/**
	 * Log the pending message. The logger of the application may throw any exception.
	 */
	void log() {
		Runnable message = this.pendingLogMessage;
		this.pendingLogMessage = null;
		try {
			if (message != null) {
				message.run();
			}
		}
		catch (Throwable ex) {
			// the exception can't be logged
		}
	}

}

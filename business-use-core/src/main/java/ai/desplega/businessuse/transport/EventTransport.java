package ai.desplega.businessuse.transport;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Sends batches to the backend, directly or through a broker.
 * <p>
 * A client calls its transport from its worker thread, one call at a time, and never from
 * a thread of the application. The exceptions are {@link #abort}, which any thread may
 * call during a request, and {@link #releaseConnections} and {@link #stopped}, which the
 * thread that closes the client calls when no request is in flight. A call may block up
 * to its timeout and may throw any exception. The batch is then dropped and not sent
 * again.
 */
public interface EventTransport {

	/**
	 * Send a batch once; over HTTP, this is {@code POST /v1/events-batch}.
	 * @param batch the events
	 * @param timeout the maximum time for the call, which is positive: the sum of connect
	 * timeout and read timeout, or the remaining shutdown timeout while the client closes
	 * @return the response of the backend, with any status
	 * @throws IOException if there was no response
	 */
	TransportResponse send(EventBatch batch, Duration timeout) throws IOException;

	/**
	 * Check whether the backend accepts the API key; over HTTP, this is
	 * {@code GET /v1/status}. Called before the first batch, and every minute while the
	 * key is not accepted.
	 * @return the response of the backend, or {@code null} if the transport can't check
	 * the key; the state of the client is then {@code UNKNOWN} until a batch was sent
	 * @throws IOException if there was no response
	 */
	default @Nullable TransportResponse check() throws IOException {
		return null;
	}

	/**
	 * Return the destination of the batches, for log messages and the status. Called
	 * once, when the client is built.
	 * @return a URL without credentials, or {@code null} if there is none
	 */
	default @Nullable String url() {
		return null;
	}

	/**
	 * Release connections that are kept open between batches. Called if no batch was sent
	 * for some time, and after a request was aborted; further batches may follow.
	 */
	default void releaseConnections() {
	}

	/**
	 * Abort the request in flight, so that it fails. Called when a request exceeds its
	 * timeout or the shutdown timeout; must return immediately. If the worker thread has
	 * not called {@link #send} or {@link #check} for this request yet, that call must
	 * fail. The worker thread calls {@link #releaseConnections} before the next request.
	 */
	default void abort() {
	}

	/**
	 * Release all resources. Called once, after the client was closed and the last
	 * request has ended; no call follows.
	 */
	default void stopped() {
	}

}

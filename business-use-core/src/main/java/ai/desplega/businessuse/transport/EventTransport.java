package ai.desplega.businessuse.transport;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Carries batches to the backend, directly or through a broker.
 * <p>
 * A client calls its transport from its worker thread, one call at a time, and never from
 * a thread of the application. The exceptions are {@link #abort}, which any thread may
 * call during a request, and {@link #releaseConnections} and {@link #stopped}, which the
 * thread that closes the client calls when no request is in flight. A call may block up
 * to its timeout and may throw any exception, which drops that batch; it is not sent
 * again.
 */
public interface EventTransport {

	/**
	 * Send a batch, once: over HTTP, {@code POST /v1/events-batch}.
	 * @param batch the events
	 * @param timeout the time that the call may take: connect and read timeout together,
	 * or what is left of the shutdown timeout while the client closes; positive
	 * @return the response of the backend, whatever its status
	 * @throws IOException if there was no response
	 */
	TransportResponse send(EventBatch batch, Duration timeout) throws IOException;

	/**
	 * Check whether the backend accepts the API key: over HTTP, {@code GET /v1/status}.
	 * Called before the first batch, and every minute while the key is not accepted.
	 * @return the response of the backend, or {@code null} if the transport can't tell;
	 * the client is then {@code UNKNOWN} until a batch has arrived
	 * @throws IOException if there was no response
	 */
	default @Nullable TransportResponse check() throws IOException {
		return null;
	}

	/**
	 * Return where the batches go, for log and status. Called once, when the client is
	 * built.
	 * @return a URL without credentials, or {@code null} if there is none
	 */
	default @Nullable String url() {
		return null;
	}

	/**
	 * Release connections that are kept open between batches, because no batch was sent
	 * for a while. Another batch may follow.
	 */
	default void releaseConnections() {
	}

	/**
	 * Abort the request in flight, if there is one, so that it fails. Called when a
	 * request exceeds its timeout or the shutdown timeout; must return at once.
	 */
	default void abort() {
	}

	/**
	 * Release all resources, because the client was closed: no call follows. The request
	 * in flight has ended, or was aborted and did not end within the shutdown timeout.
	 */
	default void stopped() {
	}

}

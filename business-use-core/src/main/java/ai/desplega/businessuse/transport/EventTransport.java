package ai.desplega.businessuse.transport;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Carries batches to the backend.
 * <p>
 * A client calls its transport for one thing at a time, from its worker, never from the
 * thread of the application; only {@link #abort} comes from others while something is
 * under way, and {@link #idle} from whoever closes the client, when nothing is. Sending
 * and checking may block and may throw anything: whatever they throw costs that batch,
 * which is not tried again.
 */
public interface EventTransport {

	/**
	 * Send a batch, once: {@code POST /v1/events-batch}.
	 * @param batch the events
	 * @return what the backend answered, whatever it was
	 * @throws IOException if it didn't answer
	 */
	TransportResponse send(EventBatch batch) throws IOException;

	/**
	 * Ask whether the backend accepts the key: {@code GET /v1/status}.
	 * @return what the backend answered; success if there is nothing to ask
	 * @throws IOException if it didn't answer
	 */
	default TransportResponse check() throws IOException {
		return new TransportResponse(200, "");
	}

	/**
	 * Where the batches go, for the log and the status. Asked once, when the client is
	 * built.
	 * @return a URL without credentials, or {@code null} if there is none to tell
	 */
	default @Nullable String url() {
		return null;
	}

	/**
	 * Nothing was sent for a while: let go of what is kept open between batches. The next
	 * batch may come all the same.
	 */
	default void idle() {
	}

	/**
	 * End the request that is under way, if there is one; it should then fail. Called
	 * when a request takes longer than the connect and the read timeout together, or than
	 * the client's closing, by a thread of the application: must return at once.
	 */
	default void abort() {
	}

}

package ai.desplega.businessuse.internal;

import java.time.Duration;

/**
 * Client operations for containers that manage its life, implemented by every client that
 * is on. Thread-safe; none of the methods throws.
 */
public interface ManagedClient {

	/**
	 * Send what is queued, then release the connection of the transport. The client stays
	 * open and connects again for the next batch.
	 * @param timeout how long both may take together; zero or less does nothing
	 */
	void flushAndDisconnect(Duration timeout);

	/**
	 * Close the client within a timeout of its own, in place of the shutdown timeout.
	 * @param timeout how long closing may take; zero or less discards what is queued
	 */
	void close(Duration timeout);

}

package ai.desplega.businessuse.internal.client;

import java.time.Duration;

import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.internal.json.MapperSource;

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

	/**
	 * Encode data as the application's mapper does, apart from naming strategy, inclusion
	 * and formats. To be called before the first event.
	 * @param mapper the source of the mapper; the client holds no lock while it calls it
	 */
	void useMapper(MapperSource mapper);

	/**
	 * Return the flows that the client knows. Definitions that are added later count from
	 * the next event on.
	 * @return the registry, which is this client's alone
	 */
	FlowRegistry flows();

}

package ai.desplega.businessuse.internal.client;

import java.time.Duration;

import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.internal.json.MapperSource;

/**
 * Operations of a client for containers that manage its lifecycle, implemented by every
 * client that is on. Thread-safe; never throws.
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
	 * Take the defaults of events from a registry, in place of the definitions that the
	 * builder was given. To be called before the first event; definitions that are added
	 * to the registry later count from then on.
	 * @param flows the declared flows
	 */
	void useFlows(FlowRegistry flows);

}

package ai.desplega.businessuse.internal.client;

import java.time.Duration;

import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.internal.json.MapperSource;

/**
 * Operations of a client for containers that manage its lifecycle, implemented by every
 * client that is on. Thread-safe; never throws an exception.
 */
public interface ManagedClient {

	/**
	 * Send the queued events, then release the connection of the transport. The client
	 * stays open and connects again for the next batch.
	 * @param timeout the maximum time for both; zero or less does nothing
	 */
	void flushAndDisconnect(Duration timeout);

	/**
	 * Close the client within a given timeout, which replaces the shutdown timeout.
	 * @param timeout the maximum time for closing; zero or less discards the queued
	 * events
	 */
	void close(Duration timeout);

	/**
	 * Encode data with the application's mapper, except for naming strategy, inclusion
	 * and formats. Must be called before the first event.
	 * @param mapper the source of the mapper; the client holds no lock while it calls the
	 * source
	 */
	void useMapper(MapperSource mapper);

	/**
	 * Use the definitions in a registry as defaults of events, replacing the definitions
	 * of the builder. Must be called before the first event; definitions that are added
	 * to the registry later apply to later events.
	 */
	void useFlows(FlowRegistry flows);

}

package ai.desplega.businessuse.spring.internal;

import ai.desplega.businessuse.transport.EventTransport;

/**
 * Decorates the transport of the client, for example to time batches. Beans of this type
 * are applied in their order.
 */
public interface TransportDecorator {

	/**
	 * Decorate a transport.
	 * @param transport the transport that sends the batches
	 * @return a transport that delegates to it
	 */
	EventTransport decorate(EventTransport transport);

}

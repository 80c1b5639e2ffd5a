package ai.desplega.businessuse.spring.internal;

import ai.desplega.businessuse.transport.EventTransport;

/**
 * Transport of the client in a test, which replaces the transport of the application and
 * HTTP. A bean of this type turns the client on, regardless of the properties.
 */
public interface TestTransport {

	/**
	 * Return the transport. Called when the client is created.
	 * @return the transport
	 */
	EventTransport transport();

}

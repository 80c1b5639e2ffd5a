package ai.desplega.businessuse.spring.internal;

import ai.desplega.businessuse.transport.EventTransport;

/**
 * Transport of the client in a test, in place of the application's own and of HTTP. A
 * bean of this type turns the client on, whatever the properties say.
 */
public interface TestTransport {

	/**
	 * Return the transport, when the client is created.
	 * @return the transport
	 */
	EventTransport transport();

}

package ai.desplega.businessuse.spring.autoconfigure;

import java.util.function.UnaryOperator;

import ai.desplega.businessuse.transport.EventTransport;

/**
 * Wraps the transport of the client, whichever it is.
 */
@FunctionalInterface
interface TransportDecorator extends UnaryOperator<EventTransport> {

}

/**
 * Store of the backend for events, nodes and evaluations, and the background evaluation
 * after batches and at deadlines. Uses {@code evaluation}; independent of HTTP and
 * Spring. Start with {@code EventStore}; {@code EventReader} validates events.
 */
@NullMarked
package ai.desplega.businessuse.embedded.store;

import org.jspecify.annotations.NullMarked;

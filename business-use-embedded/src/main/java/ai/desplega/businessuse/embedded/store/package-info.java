/**
 * Memory of the backend: events, nodes, evaluations, and the background evaluation after
 * batches and at deadlines. Knows nothing of HTTP or Spring.
 */
@NullMarked
package ai.desplega.businessuse.embedded.store;

import org.jspecify.annotations.NullMarked;

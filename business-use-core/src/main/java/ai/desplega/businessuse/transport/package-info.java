/**
 * Transport of batches to the backend: over
 * {@linkplain ai.desplega.businessuse.internal.http.HttpTransport HTTP},
 * {@linkplain ai.desplega.businessuse.transport.InMemoryTransport into memory} for tests,
 * or through an application's own
 * {@link ai.desplega.businessuse.transport.EventTransport}, for example to a broker. Uses
 * {@code flow}.
 */
@NullMarked
package ai.desplega.businessuse.transport;

import org.jspecify.annotations.NullMarked;

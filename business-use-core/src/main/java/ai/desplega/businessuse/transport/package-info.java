/**
 * How batches reach the backend: over
 * {@linkplain ai.desplega.businessuse.internal.http.HttpTransport HTTP},
 * {@linkplain ai.desplega.businessuse.transport.InMemoryTransport into memory} for tests,
 * or through an {@link ai.desplega.businessuse.transport.EventTransport} of one's own.
 * <p>
 * The rules about connections, which keep batches from being lost to stale, hung or
 * half-closed ones, are written once, in
 * {@link ai.desplega.businessuse.internal.http.HttpConnection}.
 */
@NullMarked
package ai.desplega.businessuse.transport;

import org.jspecify.annotations.NullMarked;

/**
 * Encodes the JSON of an event to bytes, on the thread of the caller, within a bound.
 * Internal to the client.
 * <p>
 * {@link ai.desplega.businessuse.internal.json.JsonBuffer} holds the bytes: it writes
 * strings and numbers, can be rewound, and refuses to grow past its limit.
 * {@link ai.desplega.businessuse.internal.json.ObjectEncoder} encodes the data of an
 * event: scalars by itself, everything else with Jackson and the application's mapper,
 * which {@code EventMapper} adapts. {@code BufferGenerator} lets nothing pass that the
 * backend can't read. A field that can't be encoded becomes null; the others stay.
 */
@NullMarked
package ai.desplega.businessuse.internal.json;

import org.jspecify.annotations.NullMarked;

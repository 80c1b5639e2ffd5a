/**
 * Writes the JSON of an event straight to bytes, on the caller's thread, within a bound.
 * Internal to the client.
 * <p>
 * {@link ai.desplega.businessuse.internal.json.JsonBuffer} is where the bytes go: it
 * writes text and numbers by itself, can be rewound, and refuses to grow past its limit.
 * {@link ai.desplega.businessuse.internal.json.ObjectEncoder} writes what the application
 * gave as data: scalars by hand, everything else through Jackson, whose generator is
 * wrapped ({@code SafeGenerator}) so that nothing gets out that the backend could not
 * read. A field that can't be written becomes null; its neighbours and the event stay.
 */
@NullMarked
package ai.desplega.businessuse.internal.json;

import org.jspecify.annotations.NullMarked;

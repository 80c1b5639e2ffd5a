/**
 * Encodes the JSON of an event to bytes, on the thread of the caller, within a limit.
 * Uses Jackson. Start with {@link ai.desplega.businessuse.internal.json.ObjectEncoder}.
 * <p>
 * {@link ai.desplega.businessuse.internal.json.JsonBuffer} holds the bytes: it writes
 * strings and numbers, can be rewound, and refuses to exceed its limit.
 * {@code ObjectEncoder} encodes the data of an event: scalars with {@code PlainValues},
 * everything else with Jackson and the application's mapper, which {@code EventMapper}
 * and {@code EncodingModifier} adapt. {@code WrittenJson} is what Jackson wrote: it is
 * read back and copied to the buffer without what the backend can't read.
 * {@code UnsupportedTypes} lists the types that are not encoded. A field that can't be
 * encoded becomes null; the others stay.
 */
@NullMarked
package ai.desplega.businessuse.internal.json;

import org.jspecify.annotations.NullMarked;

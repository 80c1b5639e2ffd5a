/**
 * Encodes events as JSON on the calling thread, with a size limit. Uses Jackson. Start
 * with {@link ai.desplega.businessuse.internal.json.ObjectEncoder}.
 * <p>
 * {@link ai.desplega.businessuse.internal.json.JsonBuffer} contains the bytes: it writes
 * strings and numbers, can be rewound, and never exceeds its limit. {@code ObjectEncoder}
 * encodes the data of an event: scalars with {@code PlainValues}, everything else with
 * Jackson and the application's mapper, which {@code EventMapper} and
 * {@code EncodingModifier} adapt. {@code BufferGenerator} lets Jackson write to the
 * buffer; it parses values that may be invalid JSON, and writes them again.
 * {@code UnsupportedTypes} lists the types that are not encoded. A field that can't be
 * encoded becomes null; the other fields are kept.
 */
@NullMarked
package ai.desplega.businessuse.internal.json;

import org.jspecify.annotations.NullMarked;

/**
 * Preparation of untrusted strings for log messages: on one line, without credentials,
 * cut to a length that the caller gives. Uses only the JDK.
 */
@NullMarked
package ai.desplega.businessuse.internal.log;

import org.jspecify.annotations.NullMarked;

/**
 * Preparation of untrusted strings for log messages: on one line, without credentials,
 * and truncated to a given length. Uses only the JDK.
 */
@NullMarked
package ai.desplega.businessuse.internal.log;

import org.jspecify.annotations.NullMarked;

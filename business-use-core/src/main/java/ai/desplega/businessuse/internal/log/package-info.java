/**
 * Preparation of untrusted strings for log messages. Uses only the JDK.
 */
@NullMarked
package ai.desplega.businessuse.internal.log;

import org.jspecify.annotations.NullMarked;

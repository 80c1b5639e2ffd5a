/**
 * Preparation of untrusted strings for log messages.
 */
@NullMarked
package ai.desplega.businessuse.internal.log;

import org.jspecify.annotations.NullMarked;

/**
 * Stored runs and their verdicts, for the other packages of this module. Not an API: it
 * may change in any release.
 */
@NullMarked
package ai.desplega.businessuse.embedded.internal;

import org.jspecify.annotations.NullMarked;

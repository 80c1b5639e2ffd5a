/**
 * Stored runs and their results, for the other packages of this module. Not part of the
 * API; it may change in any release.
 */
@NullMarked
package ai.desplega.businessuse.embedded.internal;

import org.jspecify.annotations.NullMarked;

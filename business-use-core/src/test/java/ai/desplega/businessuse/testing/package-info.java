/**
 * Helpers that are shared by tests of several packages. Helpers that other modules also
 * use are in the directory {@code testing}.
 */
@NullMarked
package ai.desplega.businessuse.testing;

import org.jspecify.annotations.NullMarked;

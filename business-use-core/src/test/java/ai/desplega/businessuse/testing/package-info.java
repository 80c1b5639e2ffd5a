/**
 * Helpers that tests of several packages share; those that other modules use too are in
 * the directory {@code testing} beside the modules.
 */
@NullMarked
package ai.desplega.businessuse.testing;

import org.jspecify.annotations.NullMarked;

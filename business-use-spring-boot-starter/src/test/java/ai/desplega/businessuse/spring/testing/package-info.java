/**
 * Helpers that tests of several packages share.
 */
@NullMarked
package ai.desplega.businessuse.spring.testing;

import org.jspecify.annotations.NullMarked;

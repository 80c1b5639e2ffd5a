/**
 * Helpers that are shared by tests of several packages.
 */
@NullMarked
package ai.desplega.businessuse.spring.testing;

import org.jspecify.annotations.NullMarked;

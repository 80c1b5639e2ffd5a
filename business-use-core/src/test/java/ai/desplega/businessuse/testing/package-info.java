/**
 * Fakes that tests of several packages share: time that stands still, a backend that does
 * as it is told, a log that can be read.
 */
@NullMarked
package ai.desplega.businessuse.testing;

import org.jspecify.annotations.NullMarked;

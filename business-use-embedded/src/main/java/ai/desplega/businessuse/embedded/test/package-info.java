/**
 * Support for tests: the annotation
 * {@link ai.desplega.businessuse.embedded.test.EmbeddedBusinessUse}, and
 * {@linkplain ai.desplega.businessuse.embedded.test.BusinessUseAssertions assertions} on
 * runs. For contributors: {@code RunReport} writes the lines of a run, {@code RunPage}
 * the page of a failed test.
 */
@NullMarked
package ai.desplega.businessuse.embedded.test;

import org.jspecify.annotations.NullMarked;

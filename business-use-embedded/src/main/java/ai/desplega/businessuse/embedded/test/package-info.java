/**
 * Verdicts in tests: the annotation
 * {@link ai.desplega.businessuse.embedded.test.EmbeddedBusinessUse}, and
 * {@linkplain ai.desplega.businessuse.embedded.test.BusinessUseAssertions assertions} on
 * runs.
 */
@NullMarked
package ai.desplega.businessuse.embedded.test;

import org.jspecify.annotations.NullMarked;

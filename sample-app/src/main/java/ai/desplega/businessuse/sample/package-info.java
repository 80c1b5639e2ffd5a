/**
 * A sample application: a {@linkplain ai.desplega.businessuse.sample.shop small shop}
 * that is instrumented as a user would do it, the embedded backend to send its events to,
 * and a {@linkplain ai.desplega.businessuse.sample.web page} that shows the run of each
 * order.
 */
@NullMarked
package ai.desplega.businessuse.sample;

import org.jspecify.annotations.NullMarked;

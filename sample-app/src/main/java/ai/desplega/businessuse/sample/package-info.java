/**
 * Sample application: a {@linkplain ai.desplega.businessuse.sample.shop small shop} that
 * is instrumented like a real application, the embedded backend that receives its events,
 * and a {@linkplain ai.desplega.businessuse.sample.web page} that shows the run of each
 * order.
 */
@NullMarked
package ai.desplega.businessuse.sample;

import org.jspecify.annotations.NullMarked;

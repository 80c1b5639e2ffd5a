/**
 * Sample application: a {@linkplain ai.desplega.businessuse.sample.shop small shop} that
 * is instrumented like a real application. The embedded backend receives its events, and
 * the console of the backend shows the run of each order.
 */
@NullMarked
package ai.desplega.businessuse.sample;

import org.jspecify.annotations.NullMarked;

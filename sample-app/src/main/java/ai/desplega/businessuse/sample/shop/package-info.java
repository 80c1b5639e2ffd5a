/**
 * A small shop, instrumented as a user would do it: start with
 * {@link ai.desplega.businessuse.sample.shop.Checkout}, whose steps are the steps of the
 * flow {@code checkout}.
 */
@NullMarked
package ai.desplega.businessuse.sample.shop;

import org.jspecify.annotations.NullMarked;

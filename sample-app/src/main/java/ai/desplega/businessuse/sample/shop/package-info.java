/**
 * A small shop, instrumented as a user would do it: start with
 * {@link ai.desplega.businessuse.sample.shop.Checkout}, whose steps are the steps of the
 * flow {@code checkout}. Most are recorded by an annotation on their method; two go
 * through the client, because they are true whatever becomes of the transaction, or have
 * a setting in them.
 */
@NullMarked
package ai.desplega.businessuse.sample.shop;

import org.jspecify.annotations.NullMarked;

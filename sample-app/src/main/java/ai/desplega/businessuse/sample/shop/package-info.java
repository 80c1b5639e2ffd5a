/**
 * A small shop that is instrumented like a real application. Start with
 * {@link ai.desplega.businessuse.sample.shop.Checkout}, whose steps are the steps of the
 * flow {@code checkout}. Most steps are recorded by an annotation on their method. The
 * client records the steps that are valid regardless of the transaction or whose
 * attributes depend on a setting.
 */
@NullMarked
package ai.desplega.businessuse.sample.shop;

import org.jspecify.annotations.NullMarked;

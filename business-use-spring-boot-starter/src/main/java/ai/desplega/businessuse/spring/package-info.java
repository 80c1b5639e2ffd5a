/**
 * Annotations that record a method of a bean as a step of a business flow, without
 * changes to the method body:
 *
 * <pre class="code">
 * &#064;BusinessFlow("checkout")
 * class Checkout {
 *
 *     &#064;BusinessAct(id = "payment_processed", runId = "#order.id",
 *             data = "{amount: #order.total}", depIds = "cart_created")
 *     Payment pay(Order order) { ... }
 *
 * }</pre>
 *
 * Start with {@link ai.desplega.businessuse.spring.BusinessAct}; where annotations are
 * not suitable, inject the {@link ai.desplega.businessuse.BusinessUseClient}.
 * <p>
 * For contributors: {@code autoconfigure} creates the client from properties and beans,
 * {@code aop} records annotated methods, {@code actuate} exposes status and meters.
 */
@NullMarked
package ai.desplega.businessuse.spring;

import org.jspecify.annotations.NullMarked;

/**
 * Events that wait for the transaction that they were recorded in. Start with
 * {@code EventSinks}, which selects the sink of a call; spring-tx and Reactor are
 * optional.
 */
@NullMarked
package ai.desplega.businessuse.spring.internal.transaction;

import org.jspecify.annotations.NullMarked;

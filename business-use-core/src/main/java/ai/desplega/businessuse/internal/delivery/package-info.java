/**
 * From encoded events to delivered batches. The entry is
 * {@link ai.desplega.businessuse.internal.delivery.BatchProcessor}; it knows nothing of
 * what is in an event.
 * <p>
 * Callers put events into the {@code EventQueue}, which is bounded twice and gives up its
 * oldest. {@code Worker} decides when the worker runs: when a batch is full, when the
 * interval is over, when someone flushes; never otherwise. {@code BatchSender} is what it
 * then does: take a batch, send it once, account for it. {@code BackendMonitor} says in
 * the log how things stand, and {@code DeliveryCounts} knows what became of every event.
 */
@NullMarked
package ai.desplega.businessuse.internal.delivery;

import org.jspecify.annotations.NullMarked;

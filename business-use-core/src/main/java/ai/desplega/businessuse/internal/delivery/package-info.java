/**
 * Delivery of encoded events in batches. Uses {@code status}, {@code transport} and the
 * configuration; doesn't look into events. Start with
 * {@link ai.desplega.businessuse.internal.delivery.BatchProcessor}.
 * <p>
 * Callers add events to the {@code EventQueue}. {@code Worker} runs when a batch is full,
 * when the interval is over, and for a flush. Then {@code BatchSender} takes batches,
 * sends each once and decides its outcome (a {@code DropReason}, or sent);
 * {@code InFlightRequests} bounds and aborts its requests, {@code ApiKeyVerdict} decides
 * whether the API key is refused. {@code EventCounts} counts outcomes by
 * {@code DropReason}: a new reason is a constant of that enum. {@code BackendMonitor}
 * keeps the state of the backend and has the wording of all log messages about it, such
 * as a rejected batch.
 */
@NullMarked
package ai.desplega.businessuse.internal.delivery;

import org.jspecify.annotations.NullMarked;

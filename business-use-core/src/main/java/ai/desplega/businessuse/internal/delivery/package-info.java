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
 * {@code DropReason}, and decides which of them are losses. {@code BackendMonitor} keeps
 * the state of the backend and has the wording of all log messages about it, such as a
 * rejected batch. {@code BatchSettings} has the sizes and times that follow from the
 * configuration: when a batch is full, when a request is aborted, how long an idle
 * connection is kept.
 */
@NullMarked
package ai.desplega.businessuse.internal.delivery;

import org.jspecify.annotations.NullMarked;

/**
 * Delivery of encoded events in batches. Uses {@code status}, {@code transport} and the
 * configuration; doesn't parse events. Start with
 * {@link ai.desplega.businessuse.internal.delivery.BatchProcessor}.
 * <p>
 * Calling threads add events to the {@code EventQueue}. The {@code Worker} runs when a
 * batch is full, when the batch interval has elapsed, and for a flush.
 * {@code BatchSender} then takes batches, sends each batch once and determines its
 * outcome (sent or a {@code DropReason}). {@code InFlightRequests} limits the time of its
 * requests and aborts them; {@code ApiKeyVerdict} determines whether the API key is
 * rejected. {@code EventCounts} counts outcomes by {@code DropReason}, and determines
 * which of them are losses. {@code BackendMonitor} tracks the state of the backend and
 * contains all log messages about it, such as a rejected batch. {@code BatchSettings}
 * contains the limits and times that are derived from the configuration: when a batch is
 * full, when a request is aborted, and how long an idle connection is kept.
 */
@NullMarked
package ai.desplega.businessuse.internal.delivery;

import org.jspecify.annotations.NullMarked;

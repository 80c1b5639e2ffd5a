/**
 * Outcomes of a client: its state ({@link ai.desplega.businessuse.status.ClientStatus})
 * and the reasons why events are dropped
 * ({@link ai.desplega.businessuse.status.DropReason}). Uses only the JDK. Counters, logs,
 * metrics and endpoint take the reasons from the enum.
 */
@NullMarked
package ai.desplega.businessuse.status;

import org.jspecify.annotations.NullMarked;

/**
 * Outcomes of a client: its state ({@link ai.desplega.businessuse.status.ClientStatus})
 * and the reasons for which events are dropped
 * ({@link ai.desplega.businessuse.status.DropReason}). Uses only the JDK. A new reason is
 * one constant: counters, logs, metrics and endpoint take it from the enum.
 */
@NullMarked
package ai.desplega.businessuse.status;

import org.jspecify.annotations.NullMarked;

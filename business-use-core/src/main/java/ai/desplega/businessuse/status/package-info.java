/**
 * Outcomes of a client: its state and the reasons for which events are dropped.
 */
@NullMarked
package ai.desplega.businessuse.status;

import org.jspecify.annotations.NullMarked;

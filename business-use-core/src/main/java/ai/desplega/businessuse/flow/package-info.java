/**
 * Values that describe flows, their runs and their events.
 */
@NullMarked
package ai.desplega.businessuse.flow;

import org.jspecify.annotations.NullMarked;

/**
 * Operations of a client that are used only by the other modules of this project:
 * lifecycle, mapper, registry of flows. Start with
 * {@link ai.desplega.businessuse.internal.client.ManagedClient}.
 */
@NullMarked
package ai.desplega.businessuse.internal.client;

import org.jspecify.annotations.NullMarked;

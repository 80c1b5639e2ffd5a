/**
 * Operations of a client that only the other modules of this project use.
 */
@NullMarked
package ai.desplega.businessuse.internal.client;

import org.jspecify.annotations.NullMarked;

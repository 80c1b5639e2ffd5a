/**
 * HTTP transport of the client over a connection of its own.
 */
@NullMarked
package ai.desplega.businessuse.internal.http;

import org.jspecify.annotations.NullMarked;

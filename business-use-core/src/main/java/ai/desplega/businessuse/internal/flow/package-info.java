/**
 * Registry of declared flows: what a client, its backend for tests and the console know
 * of a flow before its events.
 */
@NullMarked
package ai.desplega.businessuse.internal.flow;

import org.jspecify.annotations.NullMarked;

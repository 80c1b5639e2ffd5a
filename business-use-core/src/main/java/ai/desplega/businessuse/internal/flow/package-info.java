/**
 * Registry of declared flows, which is used by the client, the embedded backend and the
 * console. Uses {@code flow}. Start with
 * {@link ai.desplega.businessuse.internal.flow.FlowRegistry}; {@code FlowWarnings}
 * contains its log messages.
 */
@NullMarked
package ai.desplega.businessuse.internal.flow;

import org.jspecify.annotations.NullMarked;

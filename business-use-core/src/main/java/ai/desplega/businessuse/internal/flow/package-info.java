/**
 * Registry of declared flows, which client, embedded backend and console read. Uses
 * {@code flow}. Start with {@link ai.desplega.businessuse.internal.flow.FlowRegistry};
 * {@code FlowWarnings} has the wording of its log messages.
 */
@NullMarked
package ai.desplega.businessuse.internal.flow;

import org.jspecify.annotations.NullMarked;

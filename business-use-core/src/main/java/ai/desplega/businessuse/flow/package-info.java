/**
 * Values that describe flows, their runs and their events: declarations
 * ({@link ai.desplega.businessuse.flow.FlowDefinition}), the run that events belong to
 * ({@link ai.desplega.businessuse.flow.FlowRun}), events as received by a backend
 * ({@link ai.desplega.businessuse.flow.RecordedEvent}) and results
 * ({@link ai.desplega.businessuse.flow.RunResult}). Uses {@code rule}. The module
 * {@code business-use-embedded} formats results.
 */
@NullMarked
package ai.desplega.businessuse.flow;

import org.jspecify.annotations.NullMarked;

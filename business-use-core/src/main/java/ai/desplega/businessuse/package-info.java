/**
 * Business-Use client for the JVM. Start with
 * {@link ai.desplega.businessuse.BusinessUseClient}.
 * <p>
 * An application describes a step as a {@link ai.desplega.businessuse.BusinessEvent}: the
 * name of the step ({@code id}), the {@code flow}, the run of the flow ({@code runId})
 * and {@code data}. The backend groups the events of a run and checks order,
 * dependencies, timing and rules.
 * <p>
 * An event passes the following stages. On the calling thread: call, builder,
 * {@link ai.desplega.businessuse.BusinessEventCustomizer customizers}, validation,
 * encoding, queue. On the daemon thread of the client: batch,
 * {@link ai.desplega.businessuse.transport.EventTransport transport}. The
 * {@link ai.desplega.businessuse.status.ClientStatus} counts every event by its outcome.
 * <p>
 * This package uses all other packages of this module, and no other package uses it. For
 * contributors: {@code DefaultBusinessUseClient} catches exceptions of application code,
 * and drops events that are too large or can't be created, {@code EventEncoder} validates
 * and encodes, {@code FlowDefaults} applies declared flows, {@code ThrottledEventLogger}
 * logs dropped events, each kind once a minute. The package documentation of
 * {@code ai.desplega.businessuse.internal} lists where to make common changes.
 */
@NullMarked
package ai.desplega.businessuse;

import org.jspecify.annotations.NullMarked;

/**
 * The client of Business-Use for the JVM: start with
 * {@link ai.desplega.businessuse.BusinessUseClient}.
 * <p>
 * An application describes what happened as a
 * {@link ai.desplega.businessuse.BusinessEvent}: which step ({@code id}) of which
 * {@code flow}, in which run of it ({@code runId}), with which {@code data}. The backend
 * joins the events of a run and checks order, dependencies, timing and rules.
 * <p>
 * An event walks one way. On the caller's thread: call, builder,
 * {@link ai.desplega.businessuse.BusinessEventCustomizer customizers}, validation,
 * encoding, queue. On the client's one daemon thread: batch,
 * {@link ai.desplega.businessuse.transport.EventTransport transport}. What became of
 * every event is in the {@link ai.desplega.businessuse.status.ClientStatus}.
 */
@NullMarked
package ai.desplega.businessuse;

import org.jspecify.annotations.NullMarked;

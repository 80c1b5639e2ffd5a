/**
 * A Business-Use backend inside the sample, for development: it takes events over HTTP as
 * release 0.7.0 of the real one does, with the same checks and answers, keeps them in
 * memory, and evaluates runs.
 * <p>
 * Start with {@link ai.desplega.businessuse.sample.backend.BackendRoutes}, which lists
 * the calls. A batch walks from there through
 * {@link ai.desplega.businessuse.sample.backend.RequestBodies} (JSON) and
 * {@link ai.desplega.businessuse.sample.backend.EventValidation} (the rules of an event)
 * into the {@link ai.desplega.businessuse.sample.backend.EventStore}.
 * <p>
 * It is not for production: its memory is bounded, so the oldest of everything goes
 * first, and it forgets all when it stops. With {@code BUSINESS_USE_URL} set it is off.
 */
@NullMarked
package ai.desplega.businessuse.sample.backend;

import org.jspecify.annotations.NullMarked;

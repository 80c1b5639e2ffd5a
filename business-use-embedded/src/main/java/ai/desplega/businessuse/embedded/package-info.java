/**
 * Business-Use backend in the JVM, for tests and development. It stores events in memory,
 * and evaluates their runs by the rules of release 0.7.0 of the real backend. The API
 * consists of {@link ai.desplega.businessuse.embedded.EmbeddedBackend},
 * {@link ai.desplega.businessuse.embedded.BusinessRuns} and the package
 * {@link ai.desplega.businessuse.embedded.test}. The types of the other packages are
 * internal to this module:
 * <ul>
 * <li>{@link ai.desplega.businessuse.embedded.evaluation}: the evaluation of one
 * run;</li>
 * <li>{@link ai.desplega.businessuse.embedded.store}: events, nodes and evaluations;</li>
 * <li>{@link ai.desplega.businessuse.embedded.console}: the HTTP endpoints;</li>
 * <li>{@link ai.desplega.businessuse.embedded.internal}: the runs of a client and their
 * results.</li>
 * </ul>
 */
@NullMarked
package ai.desplega.businessuse.embedded;

import org.jspecify.annotations.NullMarked;

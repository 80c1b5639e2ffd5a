/**
 * A Business-Use backend in the JVM, for tests and development: it stores events in
 * memory and evaluates their runs by the rules of release 0.7.0 of the real backend.
 * <ul>
 * <li>{@link ai.desplega.businessuse.embedded.evaluation}: the verdict of one run;</li>
 * <li>{@link ai.desplega.businessuse.embedded.store}: events, nodes and evaluations;</li>
 * <li>{@link ai.desplega.businessuse.embedded.console}: the HTTP endpoints.</li>
 * </ul>
 * The types of these packages are internal to this module.
 */
@NullMarked
package ai.desplega.businessuse.embedded;

import org.jspecify.annotations.NullMarked;

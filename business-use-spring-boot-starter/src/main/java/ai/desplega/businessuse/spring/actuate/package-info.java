/**
 * The client's own health: meters for Micrometer, and an endpoint of Actuator. Both only
 * read the {@link ai.desplega.businessuse.status.ClientStatus}, but for the time that
 * batches take.
 */
@NullMarked
package ai.desplega.businessuse.spring.actuate;

import org.jspecify.annotations.NullMarked;

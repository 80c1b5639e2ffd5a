/**
 * Meters and Actuator endpoints of the client, with their auto-configuration. They read
 * the {@code ClientStatus} and the registry of flows. Start with
 * {@code BusinessUseActuateAutoConfiguration}.
 */
@NullMarked
package ai.desplega.businessuse.spring.actuate;

import org.jspecify.annotations.NullMarked;

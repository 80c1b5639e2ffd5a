/**
 * Meters and the Actuator endpoint of the client, with their auto-configuration.
 */
@NullMarked
package ai.desplega.businessuse.spring.actuate;

import org.jspecify.annotations.NullMarked;

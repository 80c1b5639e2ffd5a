/**
 * Auto-configuration for a {@link ai.desplega.businessuse.BusinessUseClient}.
 * <p>
 * The configuration properties are {@code business-use.*}; URL and API key can also come
 * from a
 * {@link ai.desplega.businessuse.spring.autoconfigure.BusinessUseConnectionDetails} bean.
 * The client backs off for one of the application's own. Beans of type
 * {@link ai.desplega.businessuse.BusinessEventCustomizer},
 * {@link ai.desplega.businessuse.transport.EventTransport} and
 * {@link ai.desplega.businessuse.spring.autoconfigure.BusinessUseRestClientCustomizer}
 * are applied.
 */
@NullMarked
package ai.desplega.businessuse.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;

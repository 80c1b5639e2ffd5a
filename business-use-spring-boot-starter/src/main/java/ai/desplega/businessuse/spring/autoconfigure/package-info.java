/**
 * Auto-configuration: puts a configured {@link ai.desplega.businessuse.BusinessUseClient}
 * into the application.
 * <p>
 * Settings are read from {@code business-use.*}; address and key can also come from a
 * {@link ai.desplega.businessuse.spring.autoconfigure.BusinessUseConnectionDetails} bean.
 * Every bean here backs off for one of the application's own. Beans of type
 * {@link ai.desplega.businessuse.BusinessEventCustomizer},
 * {@link ai.desplega.businessuse.transport.EventTransport},
 * {@link ai.desplega.businessuse.spring.autoconfigure.BusinessUseRestClientCustomizer}
 * and
 * {@link ai.desplega.businessuse.spring.autoconfigure.BusinessUseClientBuilderCustomizer}
 * are picked up.
 */
@NullMarked
package ai.desplega.businessuse.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;

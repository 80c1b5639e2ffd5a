/**
 * Auto-configuration for a {@link ai.desplega.businessuse.BusinessUseClient}. Start with
 * {@link ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration}.
 * <p>
 * The configuration properties are {@code business-use.*}; URL and API key can also come
 * from a
 * {@link ai.desplega.businessuse.spring.autoconfigure.BusinessUseConnectionDetails} bean.
 * The auto-configured client backs off if the application defines one. Beans of type
 * {@link ai.desplega.businessuse.BusinessEventCustomizer},
 * {@link ai.desplega.businessuse.transport.EventTransport} and
 * {@link ai.desplega.businessuse.spring.autoconfigure.BusinessUseRestClientCustomizer}
 * are applied.
 * <p>
 * To add a property, add a field with its default and description to
 * {@link ai.desplega.businessuse.spring.autoconfigure.BusinessUseProperties}. For a
 * setting of the client, also copy its value in {@code ClientSettings}, and add the
 * setting itself as described in {@code ai.desplega.businessuse.internal};
 * {@code SameGrammarTests} compares the names and defaults of both.
 * {@code BusinessUseAutoConfiguration} reads the properties that only the starter uses.
 */
@NullMarked
package ai.desplega.businessuse.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;

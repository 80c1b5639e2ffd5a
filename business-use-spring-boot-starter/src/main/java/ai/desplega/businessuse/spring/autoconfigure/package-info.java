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
 * To add a property: a field with its default and description in
 * {@link ai.desplega.businessuse.spring.autoconfigure.BusinessUseProperties}, and, for a
 * setting of the client, its transfer in {@code ClientSettings} and the setting itself,
 * see {@code ai.desplega.businessuse.internal}. {@code SameGrammarTests} compares names
 * and defaults of both. A property of the starter alone is read in
 * {@code BusinessUseAutoConfiguration}.
 */
@NullMarked
package ai.desplega.businessuse.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;

package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEventCustomizer;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.internal.ManagedClient;
import ai.desplega.businessuse.transport.EventTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ApplicationContext;

/**
 * Makes the client of an application from its properties and beans. Whether it is on is
 * decided here, when it is made, and not by conditions: those would be frozen by
 * ahead-of-time processing, which happens where there is no key.
 */
final class ClientFactory {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseAutoConfiguration.class);

	private static final Set<String> CONNECTION = Set.of("business-use.url", "business-use.api-key");

	private final ApplicationContext context;

	private final BusinessUseProperties properties;

	private final BusinessUseConnectionDetails connection;

	ClientFactory(ApplicationContext context, BusinessUseProperties properties,
			BusinessUseConnectionDetails connection) {
		this.context = context;
		this.properties = properties;
		this.connection = connection;
	}

	BusinessUseClient create(ClientCloser closer) {
		if (!this.properties.isEnabled()) {
			logger.info("Business-Use is not enabled: its client does nothing");
			return BusinessUseClient.noop();
		}
		ClientSettings settings = new ClientSettings(this::source);
		EventTransport transport = transport(settings);
		if (transport == null) {
			logger.warn("Business-Use has no API key, so its client does nothing: set business-use.api-key"
					+ " (BUSINESS_USE_API_KEY), or business-use.enabled to false if that is what you want");
			return BusinessUseClient.noop();
		}
		Duration shutdownTimeout = settings.shutdownTimeout(this.properties.getShutdownTimeout());
		BusinessUseClient.Builder builder = settings.apply(this.properties)
			.enabled(true)
			.transport(decorate(transport));
		forEach(BusinessEventCustomizer.class, builder::customizer);
		forEach(BusinessUseClientBuilderCustomizer.class, (customizer) -> customizer.customize(builder));
		BusinessUseClient client = builder.build();
		if (client instanceof ManagedClient managed) {
			closer.closeLast(managed, shutdownTimeout);
		}
		return client;
	}

	/**
	 * The application's own transport needs no key.
	 */
	private @Nullable EventTransport transport(ClientSettings settings) {
		EventTransport own = this.context.getBeanProvider(EventTransport.class).getIfAvailable();
		if (own != null) {
			return own;
		}
		String apiKey = settings.apiKey(this.connection.getApiKey());
		if (apiKey == null) {
			return null;
		}
		return new RestClientTransport(settings.url(this.connection.getUrl()), apiKey,
				settings.connectTimeout(this.properties.getConnectTimeout()),
				settings.readTimeout(this.properties.getReadTimeout()),
				(client) -> forEach(BusinessUseRestClientCustomizer.class,
						(customizer) -> customizer.customize(client)));
	}

	private EventTransport decorate(EventTransport transport) {
		return this.context.getBeanProvider(TransportDecorator.class)
			.orderedStream()
			.reduce(transport, (decorated, decorator) -> decorator.apply(decorated), (first, second) -> second);
	}

	private <T> void forEach(Class<T> type, Consumer<T> action) {
		this.context.getBeanProvider(type).orderedStream().forEach(action);
	}

	/**
	 * Where a setting comes from: its property, or a bean that took the property's place.
	 */
	private @Nullable Object source(ConfigurationPropertyName name) {
		if (CONNECTION.contains(name.toString())
				&& !(this.connection instanceof PropertiesBusinessUseConnectionDetails)) {
			return this.connection.getClass().getName();
		}
		BoundConfigurationProperties bound = BoundConfigurationProperties.get(this.context);
		return (bound != null) ? bound.get(name) : null;
	}

}

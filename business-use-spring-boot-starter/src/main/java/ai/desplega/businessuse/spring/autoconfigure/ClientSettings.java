package ai.desplega.businessuse.spring.autoconfigure;

import java.net.URI;
import java.util.Objects;
import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.internal.config.ClientConfig;
import ai.desplega.businessuse.internal.config.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Converts the properties to the configuration of the client, one by one: an invalid
 * value is logged and its default applies; the others are kept.
 */
final class ClientSettings {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("business-use");

	private final @Nullable BoundConfigurationProperties bound;

	private final BusinessUseProperties defaults = new BusinessUseProperties();

	private final ClientConfig.Builder config = ClientConfig.builder();

	/**
	 * Create the settings.
	 * @param bound the origins of the properties, for log messages
	 */
	ClientSettings(BusinessUseProperties properties, @Nullable BoundConfigurationProperties bound) {
		this.bound = bound;
		apply("batch-size", properties.getBatchSize(), this.defaults.getBatchSize(), this.config::batchSize);
		apply("batch-interval", properties.getBatchInterval(), this.defaults.getBatchInterval(),
				this.config::batchInterval);
		Integer maxQueueSize = properties.getMaxQueueSize();
		if (maxQueueSize != null) {
			apply("max-queue-size", maxQueueSize, null, this.config::maxQueueSize);
		}
		apply("max-queue-bytes", properties.getMaxQueueBytes(), this.defaults.getMaxQueueBytes(),
				(size) -> this.config.maxQueueBytes(size.toBytes()));
		apply("max-event-bytes", properties.getMaxEventBytes(), this.defaults.getMaxEventBytes(),
				(size) -> this.config.maxEventBytes(size.toBytes()));
		apply("connect-timeout", properties.getConnectTimeout(), this.defaults.getConnectTimeout(),
				this.config::connectTimeout);
		apply("read-timeout", properties.getReadTimeout(), this.defaults.getReadTimeout(), this.config::readTimeout);
		apply("shutdown-timeout", properties.getShutdownTimeout(), this.defaults.getShutdownTimeout(),
				this.config::shutdownTimeout);
	}

	/**
	 * Return the API key.
	 * @return the key, or {@code null} if it is missing, an unresolved placeholder, or
	 * not allowed in an HTTP header
	 */
	@Nullable String apiKey(BusinessUseConnectionDetails connection) {
		accepts("api-key", Objects.requireNonNullElse(connection.getApiKey(), ""), this.config::apiKey,
				source("api-key", connection), "no key is used instead");
		return config().apiKey();
	}

	/**
	 * Return the URL of the backend.
	 * @return the URL, or {@code null} if it can't be used: events must not go to another
	 * host than the one that was meant
	 */
	@Nullable URI url(BusinessUseConnectionDetails connection) {
		String url = Objects.requireNonNullElse(connection.getUrl(), "");
		return accepts("url", url, this.config::url, source("url", connection), "Business-Use is off") ? config().url()
				: null;
	}

	/**
	 * Return whether the application configures neither an API key nor a URL. A blank
	 * URL, as of an empty environment variable, is none.
	 * @return {@code true} if the key is missing or an unresolved placeholder, and no
	 * property sets the URL
	 */
	boolean isUnconfigured(BusinessUseConnectionDetails connection) {
		String apiKey = connection.getApiKey();
		String url = connection.getUrl();
		return (apiKey == null || apiKey.isBlank() || apiKey.contains("${"))
				&& connection instanceof PropertiesBusinessUseConnectionDetails
				&& (url == null || url.isBlank() || (source("url") == null && url.equals(this.defaults.getUrl())));
	}

	/**
	 * Return the configuration.
	 */
	ClientConfig config() {
		return this.config.build();
	}

	/**
	 * Start a client that is configured by the properties and reads no environment
	 * variables: Spring does, in its own order of precedence.
	 * @return a builder without a transport
	 */
	BusinessUseClient.Builder toBuilder() {
		ClientConfig config = config();
		return BusinessUseClient.builder()
			.environment((name) -> null)
			.enabled(true)
			.batchSize(config.batchSize())
			.batchInterval(config.batchInterval())
			.maxQueueSize(config.maxQueueSize())
			.maxQueueBytes(config.maxQueueBytes())
			.maxEventBytes(config.maxEventBytes())
			.connectTimeout(config.connectTimeout())
			.readTimeout(config.readTimeout())
			.shutdownTimeout(config.shutdownTimeout());
	}

	private <T> void apply(String name, T value, @Nullable T defaultValue, Consumer<T> setter) {
		accepts(name, value, setter, source(name), IgnoredValues.usedInstead(defaultValue));
	}

	private <T> boolean accepts(String name, T value, Consumer<T> setter, @Nullable Object source, String consequence) {
		try {
			setter.accept(value);
			return true;
		}
		catch (InvalidSettingException ex) {
			IgnoredValues.log(PREFIX.append(name) + " " + ex.problem(), source, consequence);
			return false;
		}
	}

	private @Nullable Object source(String name) {
		return (this.bound != null) ? this.bound.get(PREFIX.append(name)) : null;
	}

	/**
	 * Return the origin of a property that a bean of the application can replace.
	 */
	private @Nullable Object source(String name, BusinessUseConnectionDetails connection) {
		return (connection instanceof PropertiesBusinessUseConnectionDetails) ? source(name)
				: connection.getClass().getName();
	}

}

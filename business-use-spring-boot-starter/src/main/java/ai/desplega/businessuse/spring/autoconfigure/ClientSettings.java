package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessUseClient;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.unit.DataSize;

/**
 * Applies the properties to the builder of the client, one by one: a value that the
 * builder refuses costs a log message and leaves the default, and the others still count.
 */
final class ClientSettings {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("business-use");

	private final BusinessUseProperties properties;

	private final @Nullable BoundConfigurationProperties bound;

	private final BusinessUseProperties defaults = new BusinessUseProperties();

	/**
	 * Reads no environment variables: Spring does, in its own order of precedence.
	 */
	private final BusinessUseClient.Builder builder = BusinessUseClient.builder()
		.environment((name) -> null)
		.enabled(true);

	/**
	 * Create the settings.
	 * @param bound the origins of the properties, for log messages
	 */
	ClientSettings(BusinessUseProperties properties, @Nullable BoundConfigurationProperties bound) {
		this.properties = properties;
		this.bound = bound;
	}

	/**
	 * Return the API key.
	 * @return the key, or {@code null} if it is missing, an unresolved placeholder, or
	 * not allowed in an HTTP header
	 */
	@Nullable String apiKey(BusinessUseConnectionDetails connection) {
		String apiKey = connection.getApiKey();
		if (apiKey == null || apiKey.isBlank() || apiKey.contains("${")) {
			return null;
		}
		return accepts("api-key", apiKey.strip(), this.builder::apiKey, source("api-key", connection),
				"no key is used instead") ? apiKey.strip() : null;
	}

	/**
	 * Return the URL of the backend.
	 * @return the URL, or {@code null} if it can't be used: events must not go to another
	 * host than the one that was meant
	 */
	@Nullable String url(BusinessUseConnectionDetails connection) {
		String url = Objects.requireNonNullElse(connection.getUrl(), "");
		return accepts("url", url, this.builder::url, source("url", connection), "Business-Use is off") ? url.strip()
				: null;
	}

	Duration connectTimeout() {
		return apply("connect-timeout", this.properties.getConnectTimeout(), this.defaults.getConnectTimeout(),
				this.builder::connectTimeout);
	}

	Duration readTimeout() {
		return apply("read-timeout", this.properties.getReadTimeout(), this.defaults.getReadTimeout(),
				this.builder::readTimeout);
	}

	Duration shutdownTimeout() {
		return apply("shutdown-timeout", this.properties.getShutdownTimeout(), this.defaults.getShutdownTimeout(),
				this.builder::shutdownTimeout);
	}

	/**
	 * Apply what concerns the batches.
	 * @return the builder
	 */
	BusinessUseClient.Builder toBuilder() {
		apply("batch-size", this.properties.getBatchSize(), this.defaults.getBatchSize(), this.builder::batchSize);
		apply("batch-interval", this.properties.getBatchInterval(), this.defaults.getBatchInterval(),
				this.builder::batchInterval);
		Integer maxQueueSize = this.properties.getMaxQueueSize();
		if (maxQueueSize != null) {
			accepts("max-queue-size", maxQueueSize, this.builder::maxQueueSize, source("max-queue-size"),
					IgnoredValues.usedInstead(null));
		}
		apply("max-queue-bytes", this.properties.getMaxQueueBytes(), this.defaults.getMaxQueueBytes(),
				(size) -> this.builder.maxQueueBytes(size.toBytes()));
		apply("max-event-bytes", this.properties.getMaxEventBytes(), this.defaults.getMaxEventBytes(),
				(size) -> this.builder.maxEventBytes(toInt(size)));
		return this.builder;
	}

	private static int toInt(DataSize size) {
		return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, size.toBytes()));
	}

	private <T> T apply(String name, T value, T defaultValue, Consumer<T> setter) {
		return accepts(name, value, setter, source(name), IgnoredValues.usedInstead(defaultValue)) ? value
				: defaultValue;
	}

	private <T> boolean accepts(String name, T value, Consumer<T> setter, @Nullable Object source, String consequence) {
		try {
			setter.accept(value);
			return true;
		}
		catch (IllegalArgumentException ex) {
			IgnoredValues.log(PREFIX + "." + ex.getMessage(), source, consequence);
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

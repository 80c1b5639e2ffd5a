package ai.desplega.businessuse.spring.autoconfigure;

import java.net.URI;
import java.util.Objects;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.internal.config.ClientConfig;
import ai.desplega.businessuse.internal.config.InvalidSettingException;
import ai.desplega.businessuse.internal.config.Setting;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Converts the properties to the configuration of the client. An invalid value is logged
 * and replaced by its default; other values are not affected.
 */
final class ClientSettings {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("business-use");

	private final @Nullable BoundConfigurationProperties bound;

	private final ClientConfig.Builder config = ClientConfig.builder();

	/**
	 * Create the settings.
	 * @param bound the origins of the properties, for log messages
	 */
	ClientSettings(BusinessUseProperties properties, @Nullable BoundConfigurationProperties bound) {
		this.bound = bound;
		apply(Setting.BATCH_SIZE, properties.getBatchSize());
		apply(Setting.BATCH_INTERVAL, properties.getBatchInterval());
		Integer maxQueueSize = properties.getMaxQueueSize();
		if (maxQueueSize != null) {
			apply(Setting.MAX_QUEUE_SIZE, maxQueueSize);
		}
		apply(Setting.MAX_QUEUE_BYTES, properties.getMaxQueueBytes().toBytes());
		apply(Setting.MAX_EVENT_BYTES, properties.getMaxEventBytes().toBytes());
		apply(Setting.CONNECT_TIMEOUT, properties.getConnectTimeout());
		apply(Setting.READ_TIMEOUT, properties.getReadTimeout());
		apply(Setting.SHUTDOWN_TIMEOUT, properties.getShutdownTimeout());
	}

	/**
	 * Return the API key.
	 * @return the key, or {@code null} if it is missing, an unresolved placeholder, or
	 * not allowed in an HTTP header
	 */
	@Nullable String apiKey(BusinessUseConnectionDetails connection) {
		String apiKey = Objects.requireNonNullElse(connection.getApiKey(), "");
		accepts(Setting.API_KEY, () -> this.config.parse(Setting.API_KEY, apiKey), source(Setting.API_KEY, connection),
				usedInstead(Setting.API_KEY));
		return config().apiKey();
	}

	/**
	 * Return the URL of the backend.
	 * @return the URL, or {@code null} if it is invalid, because events must not be sent
	 * to a host other than the intended one
	 */
	@Nullable URI url(BusinessUseConnectionDetails connection) {
		String url = Objects.requireNonNullElse(connection.getUrl(), "");
		return accepts(Setting.URL, () -> this.config.parse(Setting.URL, url), source(Setting.URL, connection),
				"Business-Use is off") ? config().url() : null;
	}

	/**
	 * Return whether the application configures neither an API key nor a URL. A blank
	 * URL, such as the value of an empty environment variable, counts as not set.
	 * @return {@code true} if the key is missing or an unresolved placeholder, and no
	 * property sets the URL
	 */
	boolean isUnconfigured(BusinessUseConnectionDetails connection) {
		String apiKey = connection.getApiKey();
		String url = connection.getUrl();
		return (apiKey == null || apiKey.isBlank() || apiKey.contains("${"))
				&& connection instanceof PropertiesBusinessUseConnectionDetails && (url == null || url.isBlank()
						|| (source(Setting.URL) == null && url.equals(Setting.URL.defaultValue())));
	}

	/**
	 * Return the configuration.
	 */
	ClientConfig config() {
		return this.config.build();
	}

	/**
	 * Create a builder for a client that is configured by the properties. The client
	 * reads no environment variables, because Spring reads them in its own order of
	 * precedence.
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

	private <T extends Comparable<T>> void apply(Setting<T> setting, T value) {
		accepts(setting, () -> this.config.set(setting, value), source(setting), usedInstead(setting));
	}

	private boolean accepts(Setting<?> setting, Runnable change, @Nullable Object source, String consequence) {
		try {
			change.run();
			return true;
		}
		catch (InvalidSettingException ex) {
			IgnoredValues.log(property(setting) + " " + ex.problem(), source, consequence);
			return false;
		}
	}

	private @Nullable Object source(Setting<?> setting) {
		return (this.bound != null) ? this.bound.get(property(setting)) : null;
	}

	/**
	 * Return the origin of a property that a bean can override.
	 */
	private @Nullable Object source(Setting<?> setting, BusinessUseConnectionDetails connection) {
		return (connection instanceof PropertiesBusinessUseConnectionDetails) ? source(setting)
				: connection.getClass().getName();
	}

	/**
	 * Return the setting that a property is transferred to.
	 * @return the setting, or {@code null} if the client has none of that name
	 */
	static @Nullable Setting<?> setting(ConfigurationPropertyName property) {
		return Setting.ALL.stream().filter((setting) -> property(setting).equals(property)).findFirst().orElse(null);
	}

	static String usedInstead(Setting<?> setting) {
		return setting.defaultValue() + " is used instead";
	}

	private static ConfigurationPropertyName property(Setting<?> setting) {
		return PREFIX.append(DataObjectPropertyName.toDashedForm(setting.name()));
	}

}

package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import ai.desplega.businessuse.BusinessUseClient;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.unit.DataSize;

/**
 * Hands the settings to the builder of a client, one by one: a value that the builder
 * refuses costs a log line and leaves the default, and the others still count.
 */
final class ClientSettings {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("business-use");

	private final BusinessUseProperties defaults = new BusinessUseProperties();

	/**
	 * Reads no environment: Spring does, in its own order of precedence.
	 */
	private final BusinessUseClient.Builder builder = BusinessUseClient.builder().environment((name) -> null);

	private final Function<ConfigurationPropertyName, @Nullable Object> sources;

	ClientSettings(Function<ConfigurationPropertyName, @Nullable Object> sources) {
		this.sources = sources;
	}

	/**
	 * Set the key.
	 * @return the key, or {@code null} if it is missing, a placeholder that nobody
	 * resolved, or unable to travel in a header
	 */
	@Nullable String apiKey(@Nullable String apiKey) {
		if (apiKey == null || apiKey.isBlank() || apiKey.contains("${")) {
			return null;
		}
		return set("api-key", apiKey.strip(), null, "no key", this.builder::apiKey);
	}

	String url(String url) {
		return set("url", url, this.defaults.getUrl(), this.builder::url).strip();
	}

	Duration connectTimeout(Duration timeout) {
		return set("connect-timeout", timeout, this.defaults.getConnectTimeout(), this.builder::connectTimeout);
	}

	Duration readTimeout(Duration timeout) {
		return set("read-timeout", timeout, this.defaults.getReadTimeout(), this.builder::readTimeout);
	}

	Duration shutdownTimeout(Duration timeout) {
		return set("shutdown-timeout", timeout, this.defaults.getShutdownTimeout(), this.builder::shutdownTimeout);
	}

	/**
	 * Set what makes the batches.
	 * @return the builder
	 */
	BusinessUseClient.Builder apply(BusinessUseProperties properties) {
		set("batch-size", properties.getBatchSize(), this.defaults.getBatchSize(), this.builder::batchSize);
		set("batch-interval", properties.getBatchInterval(), this.defaults.getBatchInterval(),
				this.builder::batchInterval);
		if (properties.getMaxQueueSize() != null) {
			set("max-queue-size", properties.getMaxQueueSize(), null, null, this.builder::maxQueueSize);
		}
		set("max-queue-bytes", properties.getMaxQueueBytes(), this.defaults.getMaxQueueBytes(),
				(size) -> this.builder.maxQueueBytes(size.toBytes()));
		set("max-event-bytes", properties.getMaxEventBytes(), this.defaults.getMaxEventBytes(),
				(size) -> this.builder.maxEventBytes(toInt(size)));
		return this.builder;
	}

	private static int toInt(DataSize size) {
		return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, size.toBytes()));
	}

	private <T> T set(String name, T value, T instead, Consumer<T> setter) {
		T used = set(name, value, instead, instead, setter);
		return (used != null) ? used : instead;
	}

	private <T> @Nullable T set(String name, T value, @Nullable T instead, @Nullable Object described,
			Consumer<T> setter) {
		try {
			setter.accept(value);
			return value;
		}
		catch (IllegalArgumentException ex) {
			String problem = PREFIX + "." + IgnoredValues.printable(String.valueOf(ex.getMessage()));
			IgnoredValues.log(problem, this.sources.apply(PREFIX.append(name)), described);
			return instead;
		}
	}

}

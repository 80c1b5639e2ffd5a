package ai.desplega.businessuse.internal.config;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import ai.desplega.businessuse.internal.LogSanitizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Configuration of a client, with the values of all {@linkplain Setting settings}.
 * Immutable.
 *
 * @param urlProblem the problem of an invalid URL, or {@code null}; with an invalid URL,
 * the client is off, because events must not be sent to another host
 */
public record ClientConfig(boolean enabled, @Nullable String apiKey, URI url, @Nullable String urlProblem,
		int batchSize, Duration batchInterval, int maxQueueSize, long maxQueueBytes, int maxEventBytes,
		Duration connectTimeout, Duration readTimeout, Duration shutdownTimeout) {

	/** Default capacity of the queue in batches. */
	static final int BATCHES_IN_QUEUE = 10;

	/**
	 * Return the timeout of a whole request.
	 */
	public Duration requestTimeout() {
		return this.connectTimeout.plus(this.readTimeout);
	}

	/**
	 * Return a string with the URL, but without its credentials and the API key.
	 */
	@Override
	public String toString() {
		return "ClientConfig[url=" + LogSanitizer.withoutCredentials(this.url.toString()) + "]";
	}

	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builder of a configuration. Not thread-safe.
	 */
	public static final class Builder {

		private final Map<Setting<?>, Object> values = new HashMap<>();

		private @Nullable String urlProblem;

		private Builder() {
		}

		/**
		 * Set a value.
		 * @param value the value; {@code null} for no value, which a setting with a range
		 * does not allow
		 * @throws InvalidSettingException if the value is out of range
		 */
		public <T extends Comparable<T>> Builder set(Setting<T> setting, @Nullable T value) {
			setting.check(value);
			if (value != null) {
				this.values.put(setting, value);
			}
			else {
				this.values.remove(setting);
			}
			return this;
		}

		/**
		 * Parse and set a value.
		 * @param value the value as Spring Boot binds it; {@code null} for none
		 * @throws InvalidSettingException if the value is not valid for the setting, or
		 * out of range
		 */
		public <T extends Comparable<T>> Builder parse(Setting<T> setting, @Nullable String value) {
			return set(setting, (value != null) ? setting.parse(value) : null);
		}

		boolean isSet(Setting<?> setting) {
			return this.values.containsKey(setting);
		}

		void urlProblem(String problem) {
			this.urlProblem = problem;
		}

		/**
		 * Build a configuration with the settings of this builder, then of environment
		 * variables, then the defaults.
		 * @param variables returns the value of a variable, or {@code null}
		 * @param logger the logger for invalid values
		 */
		public ClientConfig build(Function<String, @Nullable String> variables, Logger logger) {
			Builder merged = new Builder();
			merged.values.putAll(this.values);
			new Environment(variables, logger).applyTo(merged);
			return merged.build();
		}

		public ClientConfig build() {
			int batchSize = get(Setting.BATCH_SIZE);
			Object maxQueueSize = this.values.getOrDefault(Setting.MAX_QUEUE_SIZE, BATCHES_IN_QUEUE * batchSize);
			long maxQueueBytes = get(Setting.MAX_QUEUE_BYTES);
			return new ClientConfig(get(Setting.ENABLED), (String) this.values.get(Setting.API_KEY), get(Setting.URL),
					this.urlProblem, batchSize, get(Setting.BATCH_INTERVAL), (int) maxQueueSize, maxQueueBytes,
					(int) Math.min(get(Setting.MAX_EVENT_BYTES), maxQueueBytes), get(Setting.CONNECT_TIMEOUT),
					get(Setting.READ_TIMEOUT), get(Setting.SHUTDOWN_TIMEOUT));
		}

		@SuppressWarnings("unchecked")
		private <T extends Comparable<T>> T get(Setting<T> setting) {
			Object value = this.values.get(setting);
			return (value != null) ? (T) value : Objects.requireNonNull(setting.parse(setting.defaultValue()));
		}

	}

}

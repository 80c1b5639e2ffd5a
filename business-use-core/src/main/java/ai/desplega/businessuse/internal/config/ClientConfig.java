package ai.desplega.businessuse.internal.config;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.function.Function;

import ai.desplega.businessuse.internal.log.LogSanitizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Configuration of a client. Immutable.
 *
 * @param enabled {@code true} if events are recorded and sent
 * @param apiKey the API key, if there is one
 * @param url the URL of the backend, without a slash at its end
 * @param urlProblem the reason why the client must be off, because events must not be
 * sent to another host than the configured one, or {@code null}
 * @param batchSize the number of events in a batch
 * @param batchInterval the time that an event waits for its batch to fill
 * @param maxQueueSize the number of events that can wait
 * @param maxQueueBytes the number of bytes that can wait
 * @param maxEventBytes the maximum number of bytes of an event
 * @param connectTimeout the timeout for connecting
 * @param readTimeout the time that the backend may be silent
 * @param shutdownTimeout the time that closing may take
 */
public record ClientConfig(boolean enabled, @Nullable String apiKey, URI url, @Nullable String urlProblem,
		int batchSize, Duration batchInterval, int maxQueueSize, long maxQueueBytes, int maxEventBytes,
		Duration connectTimeout, Duration readTimeout, Duration shutdownTimeout) {

	public static final String DEFAULT_URL = "http://localhost:13370";

	public static final int DEFAULT_BATCH_SIZE = 100;

	public static final Duration DEFAULT_BATCH_INTERVAL = Duration.ofSeconds(5);

	/** Number of batches that may wait. */
	public static final int DEFAULT_BATCHES_IN_QUEUE = 10;

	public static final long DEFAULT_MAX_QUEUE_BYTES = 16 << 20;

	public static final int DEFAULT_MAX_EVENT_BYTES = 64 << 10;

	public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);

	public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofSeconds(10);

	public static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Return the time that a whole request may take.
	 * @return connect and read timeout together
	 */
	public Duration requestTimeout() {
		return this.connectTimeout.plus(this.readTimeout);
	}

	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builder of a configuration. The setters throw an {@link InvalidSettingException}
	 * for a value that can't work, and are documented at the builder of the client. Not
	 * thread-safe.
	 */
	public static final class Builder {

		private static final Duration MAX_DURATION = Duration.ofDays(1);

		private static final Duration MIN_DURATION = Duration.ofMillis(1);

		private static final int MAX_PORT = 65535;

		@Nullable Boolean enabled;

		@Nullable String apiKey;

		@Nullable URI url;

		@Nullable String urlProblem;

		@Nullable Integer batchSize;

		@Nullable Duration batchInterval;

		@Nullable Integer maxQueueSize;

		@Nullable Long maxQueueBytes;

		@Nullable Integer maxEventBytes;

		@Nullable Duration connectTimeout;

		@Nullable Duration readTimeout;

		@Nullable Duration shutdownTimeout;

		private Builder() {
		}

		private Builder(Builder other) {
			this.enabled = other.enabled;
			this.apiKey = other.apiKey;
			this.url = other.url;
			this.batchSize = other.batchSize;
			this.batchInterval = other.batchInterval;
			this.maxQueueSize = other.maxQueueSize;
			this.maxQueueBytes = other.maxQueueBytes;
			this.maxEventBytes = other.maxEventBytes;
			this.connectTimeout = other.connectTimeout;
			this.readTimeout = other.readTimeout;
			this.shutdownTimeout = other.shutdownTimeout;
		}

		public Builder enabled(boolean enabled) {
			this.enabled = enabled;
			return this;
		}

		public Builder apiKey(@Nullable String apiKey) {
			String key = (apiKey != null) ? apiKey.strip() : "";
			if (!key.chars().allMatch((c) -> c > ' ' && c < 0x7F) && !key.contains("${")) {
				throw new InvalidSettingException("apiKey", "has a character that an HTTP header can't carry"
						+ " (a line break, a space, or one outside of ASCII); the key itself is not shown");
			}
			this.apiKey = (key.isEmpty() || key.contains("${")) ? null : key;
			return this;
		}

		public Builder url(@Nullable String url) {
			this.url = (url != null) ? parseUrl(url.strip()) : null;
			return this;
		}

		public Builder batchSize(int batchSize) {
			this.batchSize = (int) inRange("batchSize", batchSize, 1, 10_000);
			return this;
		}

		public Builder batchInterval(Duration batchInterval) {
			this.batchInterval = inRange("batchInterval", batchInterval, MIN_DURATION);
			return this;
		}

		public Builder maxQueueSize(int maxQueueSize) {
			this.maxQueueSize = (int) inRange("maxQueueSize", maxQueueSize, 1, 1_000_000);
			return this;
		}

		public Builder maxQueueBytes(long maxQueueBytes) {
			this.maxQueueBytes = inRange("maxQueueBytes", maxQueueBytes, 1024, 1L << 30);
			return this;
		}

		public Builder maxEventBytes(long maxEventBytes) {
			this.maxEventBytes = (int) inRange("maxEventBytes", maxEventBytes, 1024, 16 << 20);
			return this;
		}

		public Builder connectTimeout(Duration connectTimeout) {
			this.connectTimeout = inRange("connectTimeout", connectTimeout, MIN_DURATION);
			return this;
		}

		public Builder readTimeout(Duration readTimeout) {
			this.readTimeout = inRange("readTimeout", readTimeout, MIN_DURATION);
			return this;
		}

		public Builder shutdownTimeout(Duration shutdownTimeout) {
			this.shutdownTimeout = inRange("shutdownTimeout", shutdownTimeout, Duration.ZERO);
			return this;
		}

		private static long inRange(String name, long value, long min, long max) {
			if (value < min || value > max) {
				throw new InvalidSettingException(name, "must be between " + min + " and " + max + ", but is " + value);
			}
			return value;
		}

		private static Duration inRange(String name, @Nullable Duration value, Duration min) {
			if (value == null || value.compareTo(min) < 0 || value.compareTo(MAX_DURATION) > 0) {
				throw new InvalidSettingException(name, "must be between " + ValueParser.print(min) + " and "
						+ ValueParser.print(MAX_DURATION) + ", but is " + ValueParser.print(value));
			}
			return value;
		}

		/**
		 * Parse a URL. {@link URL} finds a host with an underscore, as services of Docker
		 * Compose often have; {@link URI} does not.
		 */
		private static URI parseUrl(String url) {
			try {
				URI uri = new URI(url.replaceAll("/+$", ""));
				boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
				if (http && uri.getRawQuery() == null && uri.getRawFragment() == null && hasHost(uri)) {
					return uri;
				}
			}
			catch (URISyntaxException | MalformedURLException ex) {
				// reported below
			}
			throw new InvalidSettingException("url", "must be like " + DEFAULT_URL + " or https://host/path, but is '"
					+ LogSanitizer.withoutCredentials(url) + "'");
		}

		private static boolean hasHost(URI uri) throws MalformedURLException {
			URL url = uri.toURL();
			return url.getPort() <= MAX_PORT && (uri.getHost() != null || url.getHost().matches("[\\w.-]+"));
		}

		/**
		 * Build a configuration with the settings of this builder, then of environment
		 * variables, then the defaults.
		 * @param variables returns the value of a variable, or {@code null}
		 * @param logger logs values that can't be used
		 * @return the configuration
		 */
		public ClientConfig build(Function<String, @Nullable String> variables, Logger logger) {
			Builder merged = new Builder(this);
			new Environment(variables, logger).applyTo(merged);
			return merged.build();
		}

		public ClientConfig build() {
			int size = or(this.batchSize, DEFAULT_BATCH_SIZE);
			long queueBytes = or(this.maxQueueBytes, DEFAULT_MAX_QUEUE_BYTES);
			return new ClientConfig(or(this.enabled, true), this.apiKey, or(this.url, URI.create(DEFAULT_URL)),
					this.urlProblem, size, or(this.batchInterval, DEFAULT_BATCH_INTERVAL),
					or(this.maxQueueSize, DEFAULT_BATCHES_IN_QUEUE * size), queueBytes,
					(int) Math.min(or(this.maxEventBytes, DEFAULT_MAX_EVENT_BYTES), queueBytes),
					or(this.connectTimeout, DEFAULT_CONNECT_TIMEOUT), or(this.readTimeout, DEFAULT_READ_TIMEOUT),
					or(this.shutdownTimeout, DEFAULT_SHUTDOWN_TIMEOUT));
		}

		private static <T> T or(@Nullable T value, T defaultValue) {
			return (value != null) ? value : defaultValue;
		}

	}

}

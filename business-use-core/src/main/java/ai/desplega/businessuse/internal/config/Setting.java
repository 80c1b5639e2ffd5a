package ai.desplega.businessuse.internal.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Setting of a client. All defaults and ranges are declared in this class.
 *
 * @param <T> the type of the value
 * @param name the name in the builder of the client, such as {@code batchSize}
 * @param defaultValue the default, such as {@code 64KB}, or a description of it
 * @param parser the parser, which returns {@code null} for a value that counts as not set
 * @param min the minimum, if there is a range
 * @param max the maximum, if there is a range
 */
public record Setting<T extends Comparable<T>>(String name, String defaultValue, Function<String, @Nullable T> parser,
		@Nullable String min, @Nullable String max) {

	public static final Setting<Boolean> ENABLED = new Setting<>("enabled", "true", ValueParser::bool);

	public static final Setting<String> API_KEY = new Setting<>("apiKey", "no key", ValueParser::apiKey);

	public static final Setting<URI> URL = new Setting<>("url", "http://localhost:13370", ValueParser::url);

	public static final Setting<Integer> BATCH_SIZE = new Setting<>("batchSize", "100", ValueParser::integer, "1",
			"10000");

	public static final Setting<Duration> BATCH_INTERVAL = new Setting<>("batchInterval", "5s", ValueParser::duration,
			"1ms", "1d");

	public static final Setting<Integer> MAX_QUEUE_SIZE = new Setting<>("maxQueueSize",
			ClientConfig.BATCHES_IN_QUEUE + " x batch size", ValueParser::integer, "1", "1000000");

	public static final Setting<Long> MAX_QUEUE_BYTES = new Setting<>("maxQueueBytes", "16MB", ValueParser::size, "1KB",
			"1GB");

	public static final Setting<Long> MAX_EVENT_BYTES = new Setting<>("maxEventBytes", "64KB", ValueParser::size, "1KB",
			"16MB");

	public static final Setting<Duration> CONNECT_TIMEOUT = new Setting<>("connectTimeout", "2s", ValueParser::duration,
			"1ms", "1d");

	public static final Setting<Duration> READ_TIMEOUT = new Setting<>("readTimeout", "10s", ValueParser::duration,
			"1ms", "1d");

	public static final Setting<Duration> SHUTDOWN_TIMEOUT = new Setting<>("shutdownTimeout", "5s",
			ValueParser::duration, "0s", "1d");

	public static final List<Setting<?>> ALL = List.of(ENABLED, API_KEY, URL, BATCH_SIZE, BATCH_INTERVAL,
			MAX_QUEUE_SIZE, MAX_QUEUE_BYTES, MAX_EVENT_BYTES, CONNECT_TIMEOUT, READ_TIMEOUT, SHUTDOWN_TIMEOUT);

	private Setting(String name, String defaultValue, Function<String, @Nullable T> parser) {
		this(name, defaultValue, parser, null, null);
	}

	/**
	 * Parse a value as Spring Boot binds it.
	 * @return the value, or {@code null} if it counts as not set
	 * @throws InvalidSettingException if it is not a value of this setting
	 */
	public @Nullable T parse(String value) {
		try {
			return this.parser.apply(value);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException(this.name, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Check a value.
	 * @throws InvalidSettingException if the value is out of range
	 */
	void check(@Nullable T value) {
		if (this.min != null && this.max != null && (value == null || value.compareTo(this.parser.apply(this.min)) < 0
				|| value.compareTo(this.parser.apply(this.max)) > 0)) {
			throw new InvalidSettingException(this.name,
					"must be between " + this.min + " and " + this.max + ", but is " + value);
		}
	}

}

package ai.desplega.businessuse;

import java.util.function.Consumer;
import java.util.function.Function;

import ai.desplega.businessuse.internal.http.HttpTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The variables {@code BUSINESS_USE_*}, for whatever was not set in code. The names and
 * the grammar of the values are those of Spring Boot's relaxed binding, so that a service
 * can change from one to the other. What is wrong is logged, and the default used.
 */
final class Environment {

	private static final String PREFIX = "BUSINESS_USE_";

	private final Function<String, @Nullable String> variables;

	private final Logger logger;

	private Environment(Function<String, @Nullable String> variables, Logger logger) {
		this.variables = variables;
		this.logger = logger;
	}

	/**
	 * Sets what was not set in code.
	 */
	static void applyTo(BusinessUseClient.Builder builder, Logger logger) {
		new Environment(builder.environment, logger).apply(builder);
	}

	private void apply(BusinessUseClient.Builder builder) {
		set("ENABLED", "true", builder.enabled, (text) -> builder.enabled(ValueParser.bool(text)));
		set("API_KEY", "none", builder.apiKey, builder::apiKey);
		set("URL", "http://localhost:13370", builder.url, builder::url);
		set("BATCH_SIZE", "100", builder.batchSize, (text) -> builder.batchSize(ValueParser.integer(text)));
		set("BATCH_INTERVAL", "5s", builder.batchInterval, (text) -> builder.batchInterval(ValueParser.duration(text)));
		set("MAX_QUEUE_SIZE", "10 x batch size", builder.maxQueueSize,
				(text) -> builder.maxQueueSize(ValueParser.integer(text)));
		set("MAX_QUEUE_BYTES", "16MB", builder.maxQueueBytes, (text) -> builder.maxQueueBytes(ValueParser.size(text)));
		set("MAX_EVENT_BYTES", "64KB", builder.maxEventBytes, (text) -> builder.maxEventBytes(intSize(text)));
		set("CONNECT_TIMEOUT", "2s", builder.connectTimeout,
				(text) -> builder.connectTimeout(ValueParser.duration(text)));
		set("READ_TIMEOUT", "10s", builder.readTimeout, (text) -> builder.readTimeout(ValueParser.duration(text)));
		set("SHUTDOWN_TIMEOUT", "5s", builder.shutdownTimeout,
				(text) -> builder.shutdownTimeout(ValueParser.duration(text)));
	}

	private void set(String name, String defaultValue, @Nullable Object inCode, Consumer<String> setter) {
		String value = (inCode == null) ? this.variables.apply(PREFIX + name) : null;
		if (value == null) {
			return;
		}
		try {
			setter.accept(value);
		}
		catch (RuntimeException ex) {
			String shown = "API_KEY".equals(name) ? ""
					: "='" + ThrottledEventLogger.printable(HttpTransport.withoutCredentials(value)) + "'";
			this.logger.warn("{}{}{} is ignored, {} is used instead: {}", PREFIX, name, shown, defaultValue,
					ThrottledEventLogger.printable(String.valueOf(ex.getMessage())));
		}
	}

	private static int intSize(String text) {
		return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, ValueParser.size(text)));
	}

}

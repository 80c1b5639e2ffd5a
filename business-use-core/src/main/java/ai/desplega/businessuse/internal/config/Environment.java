package ai.desplega.businessuse.internal.config;

import java.util.function.Consumer;
import java.util.function.Function;

import ai.desplega.businessuse.internal.log.LogSanitizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Environment variables {@code BUSINESS_USE_*}, for settings that are not set in code.
 * Names and grammar of the values are those of Spring Boot's relaxed binding, so that a
 * service can change from one to the other. A value that can't work is logged, and the
 * default applies; a URL that can't work turns the client off.
 */
final class Environment {

	private static final String PREFIX = "BUSINESS_USE_";

	private static final int MAX_VALUE_LENGTH = 300;

	private final Function<String, @Nullable String> variables;

	private final Logger logger;

	private boolean failureLogged;

	Environment(Function<String, @Nullable String> variables, Logger logger) {
		this.variables = variables;
		this.logger = logger;
	}

	void applyTo(ClientConfig.Builder config) {
		set("ENABLED", config.enabled, "true", (text) -> config.enabled(ValueParser.bool(text)));
		set("API_KEY", config.apiKey, "none", config::apiKey);
		setUrl(config);
		set("BATCH_SIZE", config.batchSize, String.valueOf(ClientConfig.DEFAULT_BATCH_SIZE),
				(text) -> config.batchSize(ValueParser.integer(text)));
		set("BATCH_INTERVAL", config.batchInterval, ValueParser.print(ClientConfig.DEFAULT_BATCH_INTERVAL),
				(text) -> config.batchInterval(ValueParser.duration(text)));
		set("MAX_QUEUE_SIZE", config.maxQueueSize, ClientConfig.DEFAULT_BATCHES_IN_QUEUE + " x batch size",
				(text) -> config.maxQueueSize(ValueParser.integer(text)));
		set("MAX_QUEUE_BYTES", config.maxQueueBytes, ValueParser.print(ClientConfig.DEFAULT_MAX_QUEUE_BYTES),
				(text) -> config.maxQueueBytes(ValueParser.size(text)));
		set("MAX_EVENT_BYTES", config.maxEventBytes, ValueParser.print(ClientConfig.DEFAULT_MAX_EVENT_BYTES),
				(text) -> config.maxEventBytes(ValueParser.size(text)));
		set("CONNECT_TIMEOUT", config.connectTimeout, ValueParser.print(ClientConfig.DEFAULT_CONNECT_TIMEOUT),
				(text) -> config.connectTimeout(ValueParser.duration(text)));
		set("READ_TIMEOUT", config.readTimeout, ValueParser.print(ClientConfig.DEFAULT_READ_TIMEOUT),
				(text) -> config.readTimeout(ValueParser.duration(text)));
		set("SHUTDOWN_TIMEOUT", config.shutdownTimeout, ValueParser.print(ClientConfig.DEFAULT_SHUTDOWN_TIMEOUT),
				(text) -> config.shutdownTimeout(ValueParser.duration(text)));
	}

	private void setUrl(ClientConfig.Builder config) {
		String value = (config.url == null) ? read("URL") : null;
		if (value == null) {
			return;
		}
		try {
			config.url(value);
		}
		catch (InvalidSettingException ex) {
			config.urlProblem = PREFIX + "URL " + LogSanitizer.of(ex.problem(), MAX_VALUE_LENGTH);
		}
	}

	private void set(String name, @Nullable Object inCode, String defaultValue, Consumer<String> setter) {
		String value = (inCode == null) ? read(name) : null;
		if (value == null) {
			return;
		}
		try {
			setter.accept(value);
		}
		catch (InvalidSettingException ex) {
			String shown = "API_KEY".equals(name) ? "" : "='" + printable(value) + "'";
			this.logger.warn("{}{}{} is ignored, {} is used instead: it {}", PREFIX, name, shown, defaultValue,
					ex.problem());
		}
	}

	/**
	 * The function may be the application's and throw anything.
	 */
	private @Nullable String read(String name) {
		try {
			return this.variables.apply(PREFIX + name);
		}
		catch (Throwable ex) {
			if (!this.failureLogged) {
				this.failureLogged = true;
				this.logger.warn("{}{} can't be read and counts as not set (further failures are not logged): {}",
						PREFIX, name, describe(ex));
			}
			return null;
		}
	}

	private static String describe(Throwable thrown) {
		try {
			return printable(thrown.toString());
		}
		catch (Throwable hostile) {
			return thrown.getClass().getName();
		}
	}

	private static String printable(String value) {
		return LogSanitizer.of(LogSanitizer.withoutCredentials(value), MAX_VALUE_LENGTH);
	}

}

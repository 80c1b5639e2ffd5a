package ai.desplega.businessuse.internal.config;

import java.util.Locale;
import java.util.function.Function;

import ai.desplega.businessuse.internal.LogSanitizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Environment variables {@code BUSINESS_USE_*}, for settings that are not set in code.
 * Names and values have the format of Spring Boot's relaxed binding, so that a service
 * can switch between plain Java and Spring Boot. An invalid value is logged, and the
 * default applies; an invalid URL turns the client off.
 */
final class Environment {

	private static final int MAX_VALUE_LENGTH = 300;

	private final Function<String, @Nullable String> variables;

	private final Logger logger;

	private boolean failureLogged;

	Environment(Function<String, @Nullable String> variables, Logger logger) {
		this.variables = variables;
		this.logger = logger;
	}

	void applyTo(ClientConfig.Builder config) {
		Setting.ALL.stream().filter((setting) -> !config.isSet(setting)).forEach((setting) -> apply(setting, config));
	}

	private void apply(Setting<?> setting, ClientConfig.Builder config) {
		String name = "BUSINESS_USE_" + setting.name().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
		String value = read(name);
		if (value == null) {
			return;
		}
		try {
			config.parse(setting, value);
		}
		catch (InvalidSettingException ex) {
			if (setting.equals(Setting.URL)) {
				config.urlProblem(name + " " + LogSanitizer.of(ex.problem(), MAX_VALUE_LENGTH));
				return;
			}
			String shown = setting.equals(Setting.API_KEY) ? "" : "='" + printable(value) + "'";
			this.logger.warn("{}{} is ignored, {} is used instead: it {}", name, shown, setting.defaultValue(),
					ex.problem());
		}
	}

	/**
	 * Read a variable. The function may be supplied by the application and may throw any
	 * exception.
	 */
	private @Nullable String read(String name) {
		try {
			return this.variables.apply(name);
		}
		catch (Throwable ex) {
			if (!this.failureLogged) {
				this.failureLogged = true;
				this.logger.warn("{} can't be read and counts as not set (further failures are not logged): {}", name,
						LogSanitizer.withoutCredentials(LogSanitizer.describe(ex, MAX_VALUE_LENGTH)));
			}
			return null;
		}
	}

	private static String printable(String value) {
		return LogSanitizer.of(LogSanitizer.withoutCredentials(value), MAX_VALUE_LENGTH);
	}

}

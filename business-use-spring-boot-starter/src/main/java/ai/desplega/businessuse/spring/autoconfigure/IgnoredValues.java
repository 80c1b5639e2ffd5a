package ai.desplega.businessuse.spring.autoconfigure;

import ai.desplega.businessuse.internal.LogSanitizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.origin.Origin;

/**
 * Logs invalid configuration values: the property, its origin, the value and the value
 * that is used instead.
 */
final class IgnoredValues {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseAutoConfiguration.class);

	private static final int MAX_VALUE_LENGTH = 100;

	private static final int MAX_PROBLEM_LENGTH = 300;

	private IgnoredValues() {
	}

	/**
	 * Log an invalid value.
	 * @param problem description that starts with the name of the property and never
	 * contains the API key
	 * @param source origin of the value, or {@code null} if it is unknown
	 * @param consequence the value that is used instead
	 */
	static void log(String problem, @Nullable Object source, String consequence) {
		logger.warn("{}{}: {}", LogSanitizer.of(problem, MAX_PROBLEM_LENGTH), from(source), consequence);
	}

	private static String from(@Nullable Object source) {
		Origin origin = Origin.from(source);
		if (origin != null) {
			return " (from " + origin + ")";
		}
		return (source != null) ? " (from " + source + ")" : "";
	}

	/**
	 * Return the form of a value that is safe to log.
	 */
	static String printable(Object value) {
		return LogSanitizer.of(LogSanitizer.withoutCredentials(String.valueOf(value)), MAX_VALUE_LENGTH);
	}

}

package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;

import ai.desplega.businessuse.internal.log.LogSanitizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.origin.Origin;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.unit.DataSize;

/**
 * Logs configuration values that can't be used: the property, its origin, the value and
 * the value that is used instead.
 */
final class IgnoredValues {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseAutoConfiguration.class);

	private static final int MAX_VALUE_LENGTH = 100;

	private static final int MAX_PROBLEM_LENGTH = 300;

	private IgnoredValues() {
	}

	/**
	 * Log a value that can't be used.
	 * @param problem starts with the name of the property and never contains the API key
	 * @param source origin of the value, {@code null} if it is unknown
	 * @param consequence what is used instead
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
	 * Describe the value that is used instead.
	 * @param value the default; {@code null} for the size of the queue, whose default
	 * depends on the batch size
	 */
	static String usedInstead(@Nullable Object value) {
		return describe(value) + " is used instead";
	}

	/**
	 * Return a value as it may be logged.
	 */
	static String printable(Object value) {
		return LogSanitizer.of(LogSanitizer.withoutCredentials(String.valueOf(value)), MAX_VALUE_LENGTH);
	}

	private static String describe(@Nullable Object value) {
		if (value == null) {
			return "10 x batch size";
		}
		if (value instanceof Duration duration) {
			return DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE);
		}
		if (value instanceof DataSize size) {
			return (size.toMegabytes() > 0) ? size.toMegabytes() + "MB" : size.toKilobytes() + "KB";
		}
		return String.valueOf(value);
	}

}

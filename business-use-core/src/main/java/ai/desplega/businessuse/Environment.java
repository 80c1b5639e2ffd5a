package ai.desplega.businessuse;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The variables {@code BUSINESS_USE_*}, for whatever was not set in code. The names and
 * the grammar of the values are those of Spring Boot's relaxed binding, so that a service
 * can change from one to the other. What is wrong is logged, and the default used.
 */
final class Environment {

	private static final String PREFIX = "BUSINESS_USE_";

	private static final Set<String> TRUE = Set.of("true", "on", "yes", "1");

	private static final Set<String> FALSE = Set.of("false", "off", "no", "0");

	private static final Pattern NUMBER_WITH_UNIT = Pattern.compile("([+-]?\\d+)\\s*([a-zA-Z]{0,2})");

	private static final Map<String, ChronoUnit> DURATION_UNITS = Map.of("ns", ChronoUnit.NANOS, "us",
			ChronoUnit.MICROS, "ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "", ChronoUnit.SECONDS, "m",
			ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

	private static final Map<String, Integer> SIZE_SHIFTS = Map.of("", 0, "b", 0, "kb", 10, "mb", 20, "gb", 30, "tb",
			40);

	private final Function<String, @Nullable String> variables;

	private final Logger logger;

	private Environment(Function<String, @Nullable String> variables, Logger logger) {
		this.variables = variables;
		this.logger = logger;
	}

	/**
	 * Sets what was not set in code.
	 * @return whether the client is to be enabled
	 */
	static boolean applyTo(BusinessUseClient.Builder builder, Logger logger) {
		return new Environment(builder.environment, logger).apply(builder);
	}

	private boolean apply(BusinessUseClient.Builder builder) {
		set(builder.apiKey, "API_KEY", builder::apiKey);
		set(builder.url, "URL", builder::url);
		set(builder.batchSize, "BATCH_SIZE", (text) -> builder.batchSize(integer(text)));
		set(builder.batchInterval, "BATCH_INTERVAL", (text) -> builder.batchInterval(duration(text)));
		set(builder.maxQueueSize, "MAX_QUEUE_SIZE", (text) -> builder.maxQueueSize(integer(text)));
		set(builder.maxQueueBytes, "MAX_QUEUE_BYTES", (text) -> builder.maxQueueBytes(size(text)));
		set(builder.maxEventSize, "MAX_EVENT_SIZE", (text) -> builder.maxEventSize(Math.toIntExact(size(text))));
		set(builder.connectTimeout, "CONNECT_TIMEOUT", (text) -> builder.connectTimeout(duration(text)));
		set(builder.readTimeout, "READ_TIMEOUT", (text) -> builder.readTimeout(duration(text)));
		set(builder.shutdownTimeout, "SHUTDOWN_TIMEOUT", (text) -> builder.shutdownTimeout(duration(text)));
		boolean[] enabled = { true };
		set(null, "ENABLED", (text) -> enabled[0] = bool(text));
		return enabled[0];
	}

	private void set(@Nullable Object inCode, String name, Consumer<String> setter) {
		String value = (inCode == null) ? this.variables.apply(PREFIX + name) : null;
		if (value == null || value.isBlank()) {
			return;
		}
		try {
			setter.accept(value.strip());
		}
		catch (RuntimeException ex) {
			this.logger.warn("{}{} is ignored, the default is used instead: {}", PREFIX, name, ex.getMessage());
		}
	}

	private static boolean bool(String text) {
		String lower = text.toLowerCase(Locale.ROOT);
		if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
			throw new IllegalArgumentException("'" + text + "' is neither true nor false");
		}
		return TRUE.contains(lower);
	}

	private static int integer(String text) {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + text + "' is not a whole number", ex);
		}
	}

	private static Duration duration(String text) {
		try {
			Matcher matcher = NUMBER_WITH_UNIT.matcher(text);
			ChronoUnit unit = matcher.matches() ? DURATION_UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
			return (unit != null) ? Duration.of(Long.parseLong(matcher.group(1)), unit) : Duration.parse(text);
		}
		catch (DateTimeParseException | NumberFormatException | ArithmeticException ex) {
			throw new IllegalArgumentException("'" + text + "' is not a duration such as 500ms, 5s or PT5S", ex);
		}
	}

	private static long size(String text) {
		Matcher matcher = NUMBER_WITH_UNIT.matcher(text);
		Integer shift = matcher.matches() ? SIZE_SHIFTS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
		try {
			if (shift != null) {
				return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
			}
		}
		catch (NumberFormatException | ArithmeticException ex) {
			// said below
		}
		throw new IllegalArgumentException("'" + text + "' is not a size such as 65536, 64KB or 16MB");
	}

}

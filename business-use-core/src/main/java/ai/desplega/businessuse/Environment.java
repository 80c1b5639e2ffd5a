package ai.desplega.businessuse;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.desplega.businessuse.transport.HttpTransport;
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
		set("API_KEY", "none", builder.apiKey, builder::apiKey);
		set("URL", "http://localhost:13370", builder.url, builder::url);
		set("BATCH_SIZE", "100", builder.batchSize, (text) -> builder.batchSize(integer(text)));
		set("BATCH_INTERVAL", "5s", builder.batchInterval, (text) -> builder.batchInterval(duration(text)));
		set("MAX_QUEUE_SIZE", "10 x batch size", builder.maxQueueSize, (text) -> builder.maxQueueSize(integer(text)));
		set("MAX_QUEUE_BYTES", "16MB", builder.maxQueueBytes, (text) -> builder.maxQueueBytes(size(text)));
		set("MAX_EVENT_SIZE", "64KB", builder.maxEventSize, (text) -> builder.maxEventSize(intSize(text)));
		set("CONNECT_TIMEOUT", "2s", builder.connectTimeout, (text) -> builder.connectTimeout(duration(text)));
		set("READ_TIMEOUT", "10s", builder.readTimeout, (text) -> builder.readTimeout(duration(text)));
		set("SHUTDOWN_TIMEOUT", "5s", builder.shutdownTimeout, (text) -> builder.shutdownTimeout(duration(text)));
		AtomicBoolean enabled = new AtomicBoolean(true);
		set("ENABLED", "true", null, (text) -> enabled.set(bool(text)));
		return enabled.get();
	}

	private void set(String name, String defaultValue, @Nullable Object inCode, Consumer<String> setter) {
		String value = (inCode == null) ? this.variables.apply(PREFIX + name) : null;
		if (value == null || value.isBlank()) {
			return;
		}
		try {
			setter.accept(value.strip());
		}
		catch (RuntimeException ex) {
			String shown = "API_KEY".equals(name) ? ""
					: "='" + InputLog.printable(HttpTransport.withoutCredentials(value)) + "'";
			this.logger.warn("{}{}{} is ignored, {} is used instead: {}", PREFIX, name, shown, defaultValue,
					ex.getMessage());
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

	private static int intSize(String text) {
		return (int) Math.min(size(text), Integer.MAX_VALUE);
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

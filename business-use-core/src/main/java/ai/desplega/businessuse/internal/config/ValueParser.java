package ai.desplega.businessuse.internal.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Parses the values of settings as Spring Boot binds them, down to where blanks may stand
 * and case matters, so that a service can change from one to the other. The exceptions do
 * not repeat the value, which may be a URL with a password in the wrong place.
 */
public final class ValueParser {

	private static final Set<String> TRUE = Set.of("true", "on", "yes", "1");

	private static final Set<String> FALSE = Set.of("false", "off", "no", "0");

	private static final Pattern BLANKS = Pattern.compile("\\p{javaWhitespace}+");

	private static final Pattern LINE_BREAK_AT_END = Pattern.compile("[\\r\\n]+\\z");

	private static final Pattern HEX = Pattern.compile("-?(0[xX]|#).*");

	private static final Pattern NUMBER_WITH_UNIT = Pattern.compile("([+-]?\\d+)([a-zA-Z]{0,2})");

	private static final Map<String, ChronoUnit> DURATION_UNITS = Map.of("ns", ChronoUnit.NANOS, "us",
			ChronoUnit.MICROS, "ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "", ChronoUnit.SECONDS, "m",
			ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

	private static final List<String> LONGEST_UNIT_FIRST = List.of("d", "h", "m", "s", "ms", "us", "ns");

	private static final Map<String, Integer> SIZE_SHIFTS = Map.of("", 0, "B", 0, "KB", 10, "MB", 20, "GB", 30, "TB",
			40);

	private ValueParser() {
	}

	static boolean bool(String text) {
		String lower = text.trim().toLowerCase(Locale.ROOT);
		if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
			throw invalid("is neither true nor false");
		}
		return TRUE.contains(lower);
	}

	static int integer(String text) {
		String digits = withoutBlanks(text);
		try {
			return HEX.matcher(digits).matches() ? Integer.decode(digits) : Integer.parseInt(digits);
		}
		catch (NumberFormatException ex) {
			throw invalid("is not a whole number");
		}
	}

	/**
	 * Parse a duration.
	 * @param value a number with a unit, seconds without one, or ISO-8601; a line break
	 * at its end, as in a file that a shell wrote, is ignored
	 * @return the duration
	 * @throws InvalidSettingException if it is neither
	 */
	public static Duration duration(String value) {
		String text = LINE_BREAK_AT_END.matcher(value).replaceFirst("");
		try {
			Matcher matcher = NUMBER_WITH_UNIT.matcher(text);
			ChronoUnit unit = matcher.matches() ? DURATION_UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
			return (unit != null) ? Duration.of(Long.parseLong(matcher.group(1)), unit) : Duration.parse(text);
		}
		catch (DateTimeParseException | NumberFormatException | ArithmeticException ex) {
			throw invalid("is not a duration such as 500ms, 5s or PT5S");
		}
	}

	static String print(@Nullable Duration duration) {
		if (duration == null || duration.isZero()) {
			return (duration != null) ? "0s" : "null";
		}
		try {
			for (String name : LONGEST_UNIT_FIRST) {
				ChronoUnit unit = DURATION_UNITS.get(name);
				if (unit != null && duration.truncatedTo(unit).equals(duration)) {
					return duration.dividedBy(unit.getDuration()) + name;
				}
			}
		}
		catch (ArithmeticException ex) {
			// so long that fractions of a second don't matter
		}
		return duration.toSeconds() + "s";
	}

	static long size(String text) {
		Matcher matcher = NUMBER_WITH_UNIT.matcher(withoutBlanks(text));
		Integer shift = matcher.matches() ? SIZE_SHIFTS.get(matcher.group(2)) : null;
		try {
			if (shift != null) {
				return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
			}
		}
		catch (NumberFormatException | ArithmeticException ex) {
			// reported below
		}
		throw invalid("is not a size such as 65536, 64KB or 16MB");
	}

	static String print(long bytes) {
		return (bytes >> 20 > 0) ? (bytes >> 20) + "MB" : (bytes >> 10) + "KB";
	}

	private static InvalidSettingException invalid(String problem) {
		return new InvalidSettingException("value", problem);
	}

	private static String withoutBlanks(String text) {
		return BLANKS.matcher(text).replaceAll("");
	}

}

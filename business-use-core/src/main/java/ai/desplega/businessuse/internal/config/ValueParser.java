package ai.desplega.businessuse.internal.config;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.desplega.businessuse.internal.LogSanitizer;
import org.jspecify.annotations.Nullable;

/**
 * Parses the values of settings like Spring Boot, including the rules for white space and
 * case, so that a service can switch between plain Java and Spring Boot. The messages of
 * exceptions do not contain the value, which may accidentally be a URL with a password.
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

	private static final Map<String, Integer> SIZE_SHIFTS = Map.of("", 0, "B", 0, "KB", 10, "MB", 20, "GB", 30, "TB",
			40);

	private static final int MAX_PORT = 65535;

	private ValueParser() {
	}

	static boolean bool(String text) {
		String lower = text.trim().toLowerCase(Locale.ROOT);
		if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
			throw new IllegalArgumentException("is neither true nor false");
		}
		return TRUE.contains(lower);
	}

	static int integer(String text) {
		String digits = withoutBlanks(text);
		try {
			return HEX.matcher(digits).matches() ? Integer.decode(digits) : Integer.parseInt(digits);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("is not a whole number");
		}
	}

	/**
	 * Parse a duration: a number with a unit, a number of seconds, or an ISO-8601
	 * duration. A trailing line break, as in a file that was written by a shell, is
	 * ignored.
	 * @throws IllegalArgumentException if the value is not a duration
	 */
	public static Duration duration(String value) {
		String text = LINE_BREAK_AT_END.matcher(value).replaceFirst("");
		try {
			Matcher matcher = NUMBER_WITH_UNIT.matcher(text);
			ChronoUnit unit = matcher.matches() ? DURATION_UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
			return (unit != null) ? Duration.of(Long.parseLong(matcher.group(1)), unit) : Duration.parse(text);
		}
		catch (DateTimeParseException | NumberFormatException | ArithmeticException ex) {
			throw new IllegalArgumentException("is not a duration such as 500ms, 5s or PT5S");
		}
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
		throw new IllegalArgumentException("is not a size such as 65536, 64KB or 16MB");
	}

	/**
	 * Return an API key, or {@code null} if it is blank or an unresolved placeholder.
	 */
	static @Nullable String apiKey(String text) {
		String key = text.strip();
		if (key.isEmpty() || key.contains("${")) {
			return null;
		}
		if (!key.chars().allMatch((c) -> c > ' ' && c < 0x7F)) {
			throw new IllegalArgumentException("has a character that an HTTP header can't carry"
					+ " (a line break, a space, or one outside of ASCII); the key itself is not shown");
		}
		return key;
	}

	/**
	 * Parse a URL. {@link URL} accepts host names with an underscore, which are common
	 * for services of Docker Compose; {@link URI} does not.
	 */
	static URI url(String text) {
		String url = text.strip();
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
		throw new IllegalArgumentException("must be like " + Setting.URL.defaultValue()
				+ " or https://host/path, but is '" + LogSanitizer.withoutCredentials(url) + "'");
	}

	private static boolean hasHost(URI uri) throws MalformedURLException {
		URL url = uri.toURL();
		return url.getPort() <= MAX_PORT && (uri.getHost() != null || url.getHost().matches("[\\w.-]+"));
	}

	private static String withoutBlanks(String text) {
		return BLANKS.matcher(text).replaceAll("");
	}

}

package ai.desplega.businessuse.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sanitizes untrusted strings for log messages: on one line, bounded in length, without
 * the credentials of URLs.
 */
public final class LogSanitizer {

	/**
	 * Credentials of URLs anywhere in a string; the longest match, because a password may
	 * contain an {@code @}.
	 */
	private static final Pattern CREDENTIALS_OF_URLS = Pattern.compile("(?<=//)[^\\s'\"<>]*@");

	private static final Pattern SCHEME = Pattern.compile("\\s*[a-zA-Z][a-zA-Z0-9+.-]*://");

	private LogSanitizer() {
	}

	/**
	 * Return a string for use in a log message, in which control characters are replaced
	 * by spaces.
	 * @param maxLength the number of characters to keep
	 */
	public static String of(String value, int maxLength) {
		String masked = (value.indexOf('@') >= 0) ? CREDENTIALS_OF_URLS.matcher(value).replaceAll("") : value;
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < Math.min(masked.length(), maxLength); i++) {
			char c = masked.charAt(i);
			line.append(Character.isISOControl(c) ? ' ' : c);
		}
		return (masked.length() > maxLength) ? line.append('…').toString() : line.toString();
	}

	/**
	 * Return type, message and origin of an exception, whose methods may throw
	 * exceptions.
	 * @param maxLength the number of characters of type and message to keep
	 */
	public static String describe(Throwable thrown, int maxLength) {
		try {
			StackTraceElement[] trace = thrown.getStackTrace();
			return of(thrown.toString(), maxLength) + ((trace.length > 0) ? " at " + trace[0] : "");
		}
		catch (Throwable hostile) {
			return thrown.getClass().getName();
		}
	}

	/**
	 * Return a value without the part before its last {@code @}, except for a scheme. The
	 * value need not be a valid URL.
	 */
	public static String withoutCredentials(String value) {
		int at = value.lastIndexOf('@');
		if (at < 0) {
			return value;
		}
		Matcher scheme = SCHEME.matcher(value);
		return (scheme.lookingAt() && scheme.end() <= at) ? scheme.group() + value.substring(at + 1)
				: value.substring(at + 1);
	}

}

package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.origin.Origin;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.unit.DataSize;

/**
 * Says in one line that a value of the configuration can't work: which property, what is
 * wrong with it, where it comes from, and what is used instead.
 */
final class IgnoredValues {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseAutoConfiguration.class);

	private static final int MAX_VALUE_LENGTH = 100;

	private IgnoredValues() {
	}

	/**
	 * Log the line.
	 * @param problem starts with the name of the property and never contains the key
	 * @param source where the value comes from, {@code null} if that is not known
	 * @param instead what is used instead; {@code null} for the size of the queue, whose
	 * default depends
	 */
	static void log(String problem, @Nullable Object source, @Nullable Object instead) {
		Origin origin = Origin.from(source);
		logger.warn("{} (from {}): {} is used instead", problem, (origin != null) ? origin : source, describe(instead));
	}

	/**
	 * Make a value fit for a line of the log: whoever wrote it may have meant no good.
	 */
	static String printable(Object value) {
		String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
		return (text.length() <= MAX_VALUE_LENGTH) ? text : text.substring(0, MAX_VALUE_LENGTH) + "...";
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

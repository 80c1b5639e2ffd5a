package ai.desplega.businessuse.embedded.autoconfigure;

import java.util.regex.Pattern;

import ai.desplega.businessuse.internal.LogSanitizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Path of the console. An invalid path is logged, and the default applies.
 */
final class ConsolePath {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseEmbeddedAutoConfiguration.class);

	private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

	private static final String DEFAULT = new EmbeddedProperties().getConsole().getPath();

	private ConsolePath() {
	}

	static String of(EmbeddedProperties properties) {
		String configured = properties.getConsole().getPath().strip();
		String path = configured.endsWith("/") ? configured.substring(0, configured.length() - 1) : configured;
		if (PATH.matcher(path).matches()) {
			return path;
		}
		logger.warn("business-use.embedded.console.path must be a path such as {}, but is '{}': {} is used instead",
				DEFAULT, LogSanitizer.of(configured, 100), DEFAULT);
		return DEFAULT;
	}

}

package ai.desplega.businessuse.embedded.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directory of the reports within the build directory: {@code target/business-use}, or
 * {@code build/business-use} with Gradle.
 */
final class ReportDirectory {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedBusinessUse.class);

	private static final int MAX_NAME_LENGTH = 150;

	private ReportDirectory() {
	}

	static boolean isEnabled() {
		return !"false".equals(System.getProperty("business-use.test.report"));
	}

	/**
	 * Write a report, replacing an earlier one with the same name. A failure is only
	 * logged.
	 * @param name the name of the file; characters that a file system may reject are
	 * replaced
	 */
	static @Nullable Path write(String name, String extension, String content) {
		String file = name.replaceAll("[^A-Za-z0-9._-]", "_");
		Path path = directory().resolve(file.substring(Math.max(0, file.length() - MAX_NAME_LENGTH)) + extension);
		try {
			Files.createDirectories(path.getParent());
			Files.writeString(path, content);
			return path;
		}
		catch (IOException ex) {
			logger.warn("{} was not written: {}", path, ex.toString());
			return null;
		}
	}

	private static Path directory() {
		boolean gradle = System.getProperty("org.gradle.test.worker") != null
				|| !Files.exists(Path.of("pom.xml")) && Files.isDirectory(Path.of("build"));
		return Path.of(gradle ? "build" : "target", "business-use");
	}

}

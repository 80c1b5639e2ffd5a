package ai.desplega.businessuse.embedded.autoconfigure;

import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

import org.jspecify.annotations.Nullable;

/**
 * Main class of the application.
 *
 * @param type the class, or {@code null} if it is not known
 */
record MainClass(@Nullable Class<?> type) {

	static final String BEAN_NAME = "businessUseMainClass";

	/**
	 * Return whether the class was loaded from a directory that a build tool or an IDE
	 * has written, and not from an archive or an extracted archive.
	 */
	boolean isInDirectory() {
		Path location = location();
		return location != null && Files.isDirectory(location) && !location.endsWith(Path.of("BOOT-INF", "classes"))
				&& !location.endsWith(Path.of("WEB-INF", "classes"))
				&& !Files.exists(location.resolve(Path.of("META-INF", "MANIFEST.MF")));
	}

	private @Nullable Path location() {
		try {
			CodeSource source = (this.type != null) ? this.type.getProtectionDomain().getCodeSource() : null;
			return (source != null && source.getLocation() != null) ? Path.of(source.getLocation().toURI()) : null;
		}
		catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException | SecurityException ex) {
			return null;
		}
	}

}

package ai.desplega.businessuse.embedded.autoconfigure;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DevelopmentCheck} and {@link MainClass}.
 */
class DevelopmentCheckTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void classesOfBuildAreDevelopment() {
		assertThat(objection(new MainClass(DevelopmentCheckTests.class))).isNull();
	}

	@Test
	void unknownMainClassIsNotDevelopment() {
		assertThat(objection(null)).contains("main class");
		assertThat(objection(new MainClass(null))).contains("main class");
		assertThat(objection(new MainClass(String.class))).contains("main class");
	}

	@Test
	void archiveIsNotDevelopment() {
		assertThat(objection(new MainClass(Test.class))).contains("main class");
	}

	@ParameterizedTest
	@ValueSource(strings = { "BOOT-INF/classes", "WEB-INF/classes" })
	void extractedArchiveIsNotDevelopment(String folder, @TempDir Path directory) throws Exception {
		assertThat(objection(new MainClass(loadFrom(directory.resolve(folder))))).contains("main class");
	}

	@Test
	void extractedPlainArchiveIsNotDevelopment(@TempDir Path directory) throws Exception {
		Files.createDirectories(directory.resolve("META-INF"));
		Files.createFile(directory.resolve("META-INF").resolve("MANIFEST.MF"));
		assertThat(objection(new MainClass(loadFrom(directory)))).contains("main class");
	}

	@Test
	void directoryWithSpacesIsDevelopment(@TempDir Path directory) throws Exception {
		assertThat(objection(new MainClass(loadFrom(directory.resolve("my project/target/classes"))))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/.dockerenv", "/run/.containerenv" })
	void containerIsNotDevelopment(String file) {
		DevelopmentCheck check = new DevelopmentCheck(this.environment, Path.of(file)::equals);
		assertThat(check.objection(new MainClass(DevelopmentCheckTests.class))).isEqualTo("it runs in a container");
	}

	@ParameterizedTest
	@ValueSource(strings = { "KUBERNETES_SERVICE_HOST", "container" })
	void containerVariableIsNotDevelopment(String variable) {
		this.environment.setProperty(variable, "10.0.0.1");
		assertThat(objection(new MainClass(DevelopmentCheckTests.class))).isEqualTo("it runs in a container");
	}

	@Test
	void cloudPlatformIsNotDevelopment() {
		this.environment.setProperty("spring.main.cloud-platform", "heroku");
		assertThat(objection(new MainClass(DevelopmentCheckTests.class))).isEqualTo("it runs on a cloud platform");
	}

	private String objection(MainClass mainClass) {
		return new DevelopmentCheck(this.environment, (file) -> false).objection(mainClass);
	}

	/**
	 * Copy a class into a directory and load it from there.
	 */
	private static Class<?> loadFrom(Path directory) throws Exception {
		String file = Application.class.getName().replace('.', '/') + ".class";
		Path copy = directory.resolve(file);
		Files.createDirectories(copy.getParent());
		try (var in = Application.class.getResourceAsStream("/" + file)) {
			Files.copy(in, copy);
		}
		try (URLClassLoader loader = new URLClassLoader(new URL[] { directory.toUri().toURL() }, null)) {
			return loader.loadClass(Application.class.getName());
		}
	}

	static class Application {

	}

}

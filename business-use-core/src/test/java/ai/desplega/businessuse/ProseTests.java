package ai.desplega.businessuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that comments, messages and names of tests of all modules are written in standard
 * terms.
 */
class ProseTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern UNNAMED_ACTOR = Pattern
		.compile("(?i)\\b(whoever|whomever|nobody(?!\\.)|said once|for want of|has no say|is told)\\b");

	private static final Pattern JAVADOC = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);

	private static final Pattern CLAUSE_FOR_A_SUMMARY = Pattern
		.compile("^/\\*\\*[\\s*]*(What|Who|Whom|Whether|Where|When|How|That|Why)\\b");

	private static final Pattern SENTENCE_WITH_WHAT = Pattern.compile("[.:;][\\s*]+What\\b");

	private static final Pattern LONG_TEST_NAME = Pattern.compile("\\bvoid (\\w{61,})\\(");

	@Test
	void summariesOfJavadocAreNoClauses() throws IOException {
		assertThat(all().flatMap((file) -> javadoc(file, CLAUSE_FOR_A_SUMMARY))).isEmpty();
	}

	@Test
	void sentencesOfJavadocDoNotStartWithWhat() throws IOException {
		assertThat(all().flatMap((file) -> javadoc(file, SENTENCE_WITH_WHAT))).isEmpty();
	}

	@Test
	void actorsAreNamed() throws IOException {
		assertThat(all().flatMap((file) -> matches(file, UNNAMED_ACTOR))).isEmpty();
	}

	@Test
	void namesOfTestsAreShort() throws IOException {
		assertThat(sources("src/test/java").flatMap((file) -> matches(file, LONG_TEST_NAME))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/** What was sent. */", "/**\n\t * How many events wait.\n\t */",
			"/** Whether it failed. */" })
	void clausesAreRecognized(String javadoc) {
		assertThat(CLAUSE_FOR_A_SUMMARY.matcher(javadoc).find()).isTrue();
	}

	/**
	 * Spring Boot starts the descriptions of boolean properties with "Whether".
	 */
	private static Stream<Path> all() throws IOException {
		return Stream.concat(sources("src/main/java"), sources("src/test/java"))
			.filter((file) -> !file.toString().endsWith("Properties.java") && !file.endsWith("ProseTests.java"));
	}

	private static Stream<Path> sources(String folder) throws IOException {
		try (Stream<Path> modules = Files.list(ROOT)) {
			List<Path> folders = modules.map((module) -> module.resolve(folder)).filter(Files::isDirectory).toList();
			assertThat(folders).hasSizeGreaterThan(2);
			return folders.stream().flatMap(ProseTests::files).filter((file) -> file.toString().endsWith(".java"));
		}
	}

	private static Stream<Path> files(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.toList().stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<String> javadoc(Path file, Pattern pattern) {
		return JAVADOC.matcher(read(file))
			.results()
			.map((javadoc) -> javadoc.group())
			.filter((javadoc) -> pattern.matcher(javadoc).find())
			.map((javadoc) -> file.getFileName() + ": " + javadoc);
	}

	private static Stream<String> matches(Path file, Pattern pattern) {
		return pattern.matcher(read(file)).results().map((match) -> file.getFileName() + ": " + match.group());
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(file.toString(), ex);
		}
	}

}

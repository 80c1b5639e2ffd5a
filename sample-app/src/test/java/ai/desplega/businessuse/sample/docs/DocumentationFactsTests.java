package ai.desplega.businessuse.sample.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for links, versions, properties and log messages in the documentation.
 */
class DocumentationFactsTests {

	private static final List<String> MODULES = List.of("business-use-core", "business-use-spring-boot-starter",
			"business-use-embedded");

	/**
	 * Start of a call that logs a warning or an error, or of an exception whose message
	 * is logged.
	 */
	private static final Pattern WARNING = Pattern
		.compile("(?:\\b(?:log|logger)\\.(?:warn|error|dropped|reduced|failed)"
				+ "|\\b(?:warnings|contradictions)\\.add|\\b(?:warn|note|prepareWarning|report|reportUndeclared|reportType)"
				+ "|new (?:InvalidEvent|InvalidFlow|UnsupportedSpringBoot)Exception)\\(");

	private static final Pattern TOKEN = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|[()]");

	private static final int SHORTEST_MESSAGE = 12;

	static List<MarkdownPage> pages() {
		return MarkdownPage.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadToPagesAndHeadings(MarkdownPage page) {
		assertThat(page.links()).filteredOn((link) -> !link.contains("://")).allMatch((link) -> exists(page, link));
	}

	private static boolean exists(MarkdownPage page, String link) {
		String[] parts = link.split("#", 2);
		Path target = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]).normalize();
		return Files.exists(target) && (parts.length == 1 || MarkdownPage.of(target).anchors().contains(parts[1]));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void coordinatesAreThoseOfTheBuild(MarkdownPage page) {
		String version = version();
		Stream<String> maven = values(page, "<artifactId>business-use-[\\w-]+</artifactId>\\s*<version>([^<]+)<");
		Stream<String> gradle = values(page, "ai\\.desplega\\.businessuse:business-use-[\\w-]+:([\\w.-]+)'");
		assertThat(Stream.concat(maven, gradle)).allMatch(version::equals);
	}

	private static String version() {
		Matcher matcher = Pattern.compile("<artifactId>business-use-parent</artifactId>\\s*<version>([^<]+)<")
			.matcher(MarkdownPage.of("pom.xml").content());
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private static Stream<String> values(MarkdownPage page, String pattern) {
		return Pattern.compile(pattern).matcher(page.content()).results().map((match) -> match.group(1));
	}

	@Test
	void allPropertiesAreDocumentedWithTheirDefaults() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		Pattern.compile("(?m)^\\| `(business-use\\.[\\w.-]+)` \\| (?:`([^`]*)`)?")
			.matcher(MarkdownPage.of("docs/configuration.md").content())
			.results()
			.forEach((row) -> documented.put(row.group(1), String.valueOf(row.group(2))));
		Map<String, String> properties = new TreeMap<>();
		for (URL url : Collections
			.list(getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream metadata = url.openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(metadata).path("properties")) {
					String name = property.path("name").asString();
					if (name.startsWith("business-use.")) {
						properties.put(name,
								property.has("defaultValue") ? property.path("defaultValue").asString() : "null");
					}
				}
			}
		}
		assertThat(documented).isEqualTo(properties);
	}

	@Test
	void allWarningsAreInTroubleshooting() throws IOException {
		String page = MarkdownPage.of("docs/troubleshooting.md").content().replaceAll("\\s+", " ");
		List<String> missing = new ArrayList<>();
		for (String message : warnings()) {
			if (!page.contains(message)) {
				missing.add(message);
			}
		}
		assertThat(missing).isEmpty();
	}

	/**
	 * Return the longest literal of each message.
	 */
	private static List<String> warnings() throws IOException {
		List<String> warnings = new ArrayList<>();
		for (String module : MODULES) {
			try (Stream<Path> files = Files.walk(MarkdownPage.ROOT.resolve(module).resolve("src/main/java"))) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".java")).sorted().toList()) {
					String code = Files.readString(file).replaceAll("\"\\s*\\+ \"", "");
					WARNING.matcher(code)
						.results()
						.map((call) -> longestLiteral(code, call))
						.filter((literal) -> literal.length() >= SHORTEST_MESSAGE)
						.forEach(warnings::add);
				}
			}
		}
		return warnings.stream().distinct().toList();
	}

	private static String longestLiteral(String code, MatchResult call) {
		List<String> literals = new ArrayList<>();
		Matcher tokens = TOKEN.matcher(code).region(call.end(), code.length());
		for (int depth = 1; depth > 0 && tokens.find();) {
			if (tokens.group(1) != null) {
				literals.addAll(List.of(unescaped(tokens.group(1)).split("\\{}|%s|%d")));
			}
			else {
				depth += tokens.group().equals("(") ? 1 : -1;
			}
		}
		return literals.stream()
			.map((literal) -> literal.replaceAll("^\\W+|\\W+$", ""))
			.max(Comparator.comparing(String::length))
			.orElse("");
	}

	private static String unescaped(String literal) {
		return literal.replace("\\\"", "\"").lines().collect(Collectors.joining());
	}

}

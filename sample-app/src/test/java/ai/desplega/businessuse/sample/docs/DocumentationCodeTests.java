package ai.desplega.businessuse.sample.docs;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import ai.desplega.businessuse.flow.FlowDefinition;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the Java blocks of the documentation: all blocks compile, and each test
 * passes, or fails with the message in the following {@code text} block. The
 * {@code mermaid} blocks must match the flows of their page.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DocumentationCodeTests {

	private static final String IMPORTS = """
			import ai.desplega.businessuse.*;
			import ai.desplega.businessuse.embedded.*;
			import ai.desplega.businessuse.embedded.test.*;
			import ai.desplega.businessuse.flow.*;
			import ai.desplega.businessuse.rule.*;
			import ai.desplega.businessuse.spring.*;
			import ai.desplega.businessuse.status.*;
			import ai.desplega.businessuse.transport.*;
			import java.time.*;
			import java.util.*;
			import java.util.concurrent.*;
			import org.junit.jupiter.api.*;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.boot.autoconfigure.*;
			import org.springframework.boot.test.context.*;
			import org.springframework.context.annotation.*;
			import org.springframework.stereotype.*;
			import org.springframework.transaction.annotation.*;
			import static ai.desplega.businessuse.embedded.test.BusinessUseAssertions.assertThat;
			import static org.assertj.core.api.Assertions.*;
			import static org.assertj.core.api.Assertions.assertThat;
			""";

	private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}|\\+\\d+\\.\\d ms");

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

	private static final List<MarkdownPage> PAGES = MarkdownPage.all();

	/**
	 * Settings of the applications in the pages, which neither log nor need the database
	 * of the sample.
	 */
	private static final Map<String, String> SETTINGS = Map.of(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE,
			"spring.autoconfigure.exclude", DataSourceAutoConfiguration.class.getName());

	private final Level level = LOGGER.getLevel();

	private Path classes;

	private URLClassLoader loader;

	@BeforeAll
	void compileAllBlocks(@TempDir Path directory) throws IOException {
		LOGGER.setLevel(Level.OFF);
		SETTINGS.forEach(System::setProperty);
		this.classes = directory;
		List<JavaFileObject> sources = new ArrayList<>();
		PAGES.forEach((page) -> page.units().forEach((unit) -> sources.add(new Source(page, unit))));
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> errors = new ArrayList<>();
		compiler
			.getTask(null, null, (diagnostic) -> errors.add(diagnostic.toString()),
					List.of("--release", "17", "-parameters", "-proc:none", "-classpath",
							System.getProperty("java.class.path"), "-d", this.classes.toString()),
					null, sources)
			.call();
		assertThat(errors).isEmpty();
		this.loader = new URLClassLoader(new URL[] { this.classes.toUri().toURL() }, getClass().getClassLoader());
	}

	@AfterAll
	void restore() throws IOException {
		LOGGER.setLevel(this.level);
		SETTINGS.keySet().forEach(System::clearProperty);
		this.loader.close();
	}

	static List<MarkdownPage> pages() {
		return PAGES;
	}

	@ParameterizedTest
	@MethodSource("pages")
	void testsHaveDocumentedResult(MarkdownPage page) throws IOException {
		List<String> shown = page.blocks("text").stream().map((block) -> pattern(block.text())).toList();
		List<String> failures = failures(classes(page));
		assertThat(failures).allMatch((failure) -> shown.stream().anyMatch(failure::matches),
				"is shown in a text block");
		assertThat(shown).allMatch((text) -> failures.stream().anyMatch((failure) -> failure.matches(text)),
				"is the message of a failed test");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void diagramsAreThoseOfTheFlows(MarkdownPage page) throws IOException {
		List<String> diagrams = flows(page).stream().map(FlowDefinition::toMermaid).map(String::strip).toList();
		assertThat(page.blocks("mermaid")).extracting((block) -> block.text().strip()).isSubsetOf(diagrams);
	}

	private List<String> failures(List<Class<?>> classes) {
		List<String> failures = new ArrayList<>();
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(this.loader);
		try {
			LauncherFactory.create()
				.execute(LauncherDiscoveryRequestBuilder.request()
					.selectors(classes.stream().map(DiscoverySelectors::selectClass).toList())
					.configurationParameter(LauncherConstants.CAPTURE_STDOUT_PROPERTY_NAME, "false")
					.build(), new TestExecutionListener() {
						@Override
						public void executionFinished(TestIdentifier test, TestExecutionResult result) {
							result.getThrowable()
								.ifPresent(
										(failure) -> failures.add(withoutTimes(String.valueOf(failure.getMessage()))));
						}
					});
		}
		finally {
			thread.setContextClassLoader(before);
		}
		return failures;
	}

	private List<FlowDefinition> flows(MarkdownPage page) throws IOException {
		List<FlowDefinition> flows = new ArrayList<>();
		for (Class<?> type : classes(page)) {
			for (Field field : type.getDeclaredFields()) {
				if (field.getType() == FlowDefinition.class && Modifier.isStatic(field.getModifiers())) {
					field.setAccessible(true);
					try {
						flows.add((FlowDefinition) field.get(null));
					}
					catch (IllegalAccessException ex) {
						throw new IllegalStateException(ex);
					}
				}
			}
		}
		return flows;
	}

	private List<Class<?>> classes(MarkdownPage page) throws IOException {
		Path directory = this.classes.resolve(page.packageName().replace('.', '/'));
		if (!Files.exists(directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(directory)) {
			List<Class<?>> classes = new ArrayList<>();
			for (String file : files.map((path) -> path.getFileName().toString()).sorted().toList()) {
				classes.add(load(page.packageName() + "." + file.replace(".class", "")));
			}
			return classes;
		}
	}

	private Class<?> load(String name) {
		try {
			return Class.forName(name, false, this.loader);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a pattern for a documented message, in which an ellipsis stands for omitted
	 * text.
	 */
	private static String pattern(String text) {
		return Arrays.stream(withoutTimes(text).split("…", -1))
			.map(Pattern::quote)
			.collect(Collectors.joining("(?s:.*)"));
	}

	/**
	 * Remove times and the width of their columns, which differ between runs.
	 */
	private static String withoutTimes(String report) {
		return Arrays.stream(report.strip().split("\n"))
			.map((line) -> TIME.matcher(line).replaceAll("TIME").replaceAll(" +", " ").strip())
			.collect(Collectors.joining("\n"));
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String code;

		private Source(MarkdownPage page, MarkdownPage.Block unit) {
			super(URI.create("string:///" + page.packageName().replace('.', '/') + "/line" + unit.line() + ".java"),
					Kind.SOURCE);
			this.code = "package " + page.packageName() + ";\n" + IMPORTS + unit.text();
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.code;
		}

	}

}

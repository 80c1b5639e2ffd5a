package ai.desplega.businessuse.spring.aop;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import ai.desplega.businessuse.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application with annotated beans runs after ahead-of-time processing.
 */
class AheadOfTimeTests {

	@TempDir
	private Path directory;

	@Test
	void generatedApplicationIsConfiguredWhenItStarts() throws Exception {
		String classPath = ChildJvm.classPath((jar) -> true);
		Path sources = this.directory.resolve("sources");
		Path resources = this.directory.resolve("resources");
		Path classes = Files.createDirectories(this.directory.resolve("classes"));
		ChildJvm.run(this.directory, classPath, "-Dbusiness-use.enabled=false",
				SpringApplicationAotProcessor.class.getName(), AnnotatedApplication.class.getName(), sources.toString(),
				resources.toString(), classes.toString(), "group", "artifact");
		compile(sources, classes, classPath);
		String output = ChildJvm.run(this.directory,
				String.join(File.pathSeparator, classes.toString(), resources.toString(), classPath),
				"-Dspring.aot.enabled=true", AnnotatedApplication.class.getName());
		assertThat(output).contains("ahead of time: true", "flushed: true")
			.containsPattern("event: .*\"id\":\"paid\".*\"total\":42.*\"method\":\"pay\"")
			.containsPattern("event: .*\"id\":\"confirmed\".*\"script\":\"data.total > 0\".*\"result\":\"done\"");
		assertThat(hints(resources)).contains("AnnotatedApplication$Order", CallRoot.class.getName());
	}

	private static void compile(Path sources, Path classes, String classPath) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> paths = Files.walk(sources)) {
			List<Path> generated = paths.filter((path) -> path.toString().endsWith(".java")).toList();
			boolean compiled = compiler.getTask(
					null, files, null, List.of("-cp", classes + File.pathSeparator + classPath, "-d",
							classes.toString(), "-proc:none", "-nowarn"),
					null, files.getJavaFileObjectsFromPaths(generated))
				.call();
			assertThat(compiled).isTrue();
		}
	}

	private static String hints(Path resources) throws IOException {
		try (Stream<Path> paths = Files.walk(resources)) {
			Path metadata = paths.filter((path) -> path.endsWith("reachability-metadata.json"))
				.findFirst()
				.orElseThrow();
			return Files.readString(metadata);
		}
	}

}

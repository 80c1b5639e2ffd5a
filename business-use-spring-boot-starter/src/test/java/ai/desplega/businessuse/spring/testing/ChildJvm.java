package ai.desplega.businessuse.spring.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a program in a JVM of its own, which is over before better compiled code would
 * pay.
 */
public final class ChildJvm {

	private ChildJvm() {
	}

	/**
	 * The class path of the tests without some jars, and without Spring Boot's part for
	 * Jackson: that reads all classes of an application's package, and stumbles over the
	 * annotations that are wrong on purpose.
	 * @param jars chooses by name
	 * @return the class path
	 */
	public static String classPath(Predicate<String> jars) {
		Predicate<String> forJackson = (jar) -> jar.startsWith("spring-boot-jackson");
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> jars.and(forJackson.negate()).test(Path.of(entry).getFileName().toString()))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Run a program.
	 * @param directory where to keep its output
	 * @return what it has printed
	 */
	public static String run(Path directory, String classPath, String... arguments) throws InterruptedException {
		try {
			Path output = Files.createTempFile(directory, "output", ".txt");
			List<String> command = new ArrayList<>(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
							"-XX:TieredStopAtLevel=1", "-cp", classPath));
			command.addAll(List.of(arguments));
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			try {
				assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the program has ended").isTrue();
				String printed = Files.readString(output, StandardCharsets.UTF_8);
				assertThat(process.exitValue()).as(printed).isZero();
				return printed;
			}
			finally {
				process.destroyForcibly();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

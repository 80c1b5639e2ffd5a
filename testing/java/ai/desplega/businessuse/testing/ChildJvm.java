package ai.desplega.businessuse.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs programs in separate JVMs.
 */
public final class ChildJvm {

	/**
	 * JVM option for a program that ends before compilation by C2 would be worthwhile.
	 */
	public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private ChildJvm() {
	}

	/**
	 * Return the class path of the tests without some jars. Spring Boot's module for
	 * Jackson is always excluded: it reads all classes in the package of an application,
	 * and fails for annotations that are intentionally wrong.
	 * @param jars the predicate for names of jars to include
	 * @return the class path
	 */
	public static String classPath(Predicate<String> jars) {
		Predicate<String> forJackson = (jar) -> jar.startsWith("spring-boot-jackson");
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> jars.and(forJackson.negate()).test(Path.of(entry).getFileName().toString()))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Run a program with the class path of the tests, and wait until it ends.
	 * @param options options of the JVM
	 * @param timeout time that the program may take
	 * @param program class with the main method
	 * @return output of the program
	 */
	public static String run(List<String> options, Duration timeout, Class<?> program, String... arguments)
			throws Exception {
		List<String> command = new ArrayList<>(options);
		command.add(program.getName());
		command.addAll(List.of(arguments));
		return run(Path.of("target"), timeout, System.getProperty("java.class.path"), command);
	}

	/**
	 * Run a short-lived program, and wait until it ends.
	 * @param directory directory for its output
	 * @param arguments options of the JVM, name of the main class, arguments
	 * @return output of the program
	 */
	public static String run(Path directory, String classPath, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of(SHORT_LIVED));
		command.addAll(List.of(arguments));
		return run(directory, TIMEOUT, classPath, command);
	}

	private static String run(Path directory, Duration timeout, String classPath, List<String> arguments)
			throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath));
		command.addAll(arguments);
		Path output = Files.createTempFile(directory, "output", ".txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
			String printed = Files.readString(output);
			assertThat(ended).as("the program has ended; it printed %s", printed).isTrue();
			assertThat(process.exitValue()).as("exit code of the program, which printed %s", printed).isZero();
			return printed;
		}
		finally {
			process.destroyForcibly();
			Files.delete(output);
		}
	}

}

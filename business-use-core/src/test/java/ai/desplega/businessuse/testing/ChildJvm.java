package ai.desplega.businessuse.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program in a JVM of its own, with the class path of the tests.
 */
public final class ChildJvm {

	/**
	 * For a program that is over before better compiled code would pay.
	 */
	public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

	private ChildJvm() {
	}

	/**
	 * Runs a program to its end.
	 * @param options for the JVM
	 * @param timeout how long it may take
	 * @param program the class that has the main method
	 * @return what it wrote
	 */
	public static String run(List<String> options, Duration timeout, Class<?> program, String... arguments)
			throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(arguments));
		Path output = Files.createTempFile(Path.of("target"), program.getSimpleName(), ".txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
			String written = Files.readString(output);
			assertThat(ended).as("the program has ended; it wrote %s", written).isTrue();
			assertThat(process.exitValue()).as("exit code of the program, which wrote %s", written).isZero();
			return written;
		}
		finally {
			process.destroyForcibly();
			Files.delete(output);
		}
	}

}

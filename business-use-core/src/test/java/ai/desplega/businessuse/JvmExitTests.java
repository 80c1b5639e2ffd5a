package ai.desplega.businessuse;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real programs, each in a JVM of its own, that end while events are pending.
 */
class JvmExitTests {

	/**
	 * Shorter than the client's own timeouts: so it is not they that end the program.
	 */
	private static final long BEFORE_ANY_TIMEOUT = 8;

	@Test
	void aProgramEndsAtOnceWhileTheBackendHangs() throws Exception {
		try (ServerSocket hanging = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThat(exitCode(Leaves.class, hanging.getLocalPort())).isZero();
		}
	}

	@Test
	void aProgramEndsAtOnceWhileTheBackendIsDead() throws Exception {
		assertThat(exitCode(Leaves.class, unusedPort())).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aProgramThatClosesItsClientEndsToo(boolean hangs) throws Exception {
		try (ServerSocket hanging = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThat(exitCode(Closes.class, hangs ? hanging.getLocalPort() : unusedPort())).isZero();
		}
	}

	private static int unusedPort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static int exitCode(Class<?> program, int port) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), program.getName(), "http://127.0.0.1:" + port)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			assertThat(process.waitFor(BEFORE_ANY_TIMEOUT, TimeUnit.SECONDS)).as("the program has ended").isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Ends without closing its client, in the middle of a request.
	 */
	static final class Leaves {

		public static void main(String[] args) {
			start(args[0]);
		}

		static BusinessUseClient start(String url) {
			BusinessUseClient client = BusinessUseClient.builder().apiKey("key").url(url).build();
			for (int i = 0; i < 500; i++) {
				client.act("a", "f", "1", Map.of());
			}
			return client;
		}

	}

	/**
	 * Closes its client before it ends.
	 */
	static final class Closes {

		public static void main(String[] args) {
			Leaves.start(args[0]).close();
		}

	}

}

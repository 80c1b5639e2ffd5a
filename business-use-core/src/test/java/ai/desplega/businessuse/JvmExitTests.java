package ai.desplega.businessuse;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of programs in separate JVMs that end while events are pending.
 */
class JvmExitTests {

	/**
	 * Limit that is shorter than the timeouts of the client, so that the program does not
	 * end because of a timeout.
	 */
	private static final Duration BEFORE_ANY_TIMEOUT = Duration.ofSeconds(8);

	@Test
	void programExitsWhileBackendHangs() throws Exception {
		try (ServerSocket hanging = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertEnds(Leaves.class, hanging.getLocalPort());
		}
	}

	@Test
	void programExitsWhileBackendIsUnreachable() throws Exception {
		assertEnds(Leaves.class, unusedPort());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void programExitsAfterClosingClient(boolean hangs) throws Exception {
		try (ServerSocket hanging = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertEnds(Closes.class, hangs ? hanging.getLocalPort() : unusedPort());
		}
	}

	private static int unusedPort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static void assertEnds(Class<?> program, int port) throws Exception {
		ChildJvm.run(List.of(ChildJvm.SHORT_LIVED), BEFORE_ANY_TIMEOUT, program, "http://127.0.0.1:" + port);
	}

	/**
	 * Program that ends without closing its client during a request.
	 */
	static final class Leaves {

		public static void main(String[] args) {
			start(args[0]);
		}

		static BusinessUseClient start(String url) {
			BusinessUseClient client = BusinessUseClient.builder().apiKey("key").url(url).build();
			for (int i = 0; i < 500; i++) {
				client.act("a", FlowRun.of("f", "1"), Map.of());
			}
			return client;
		}

	}

	/**
	 * Program that closes its client before it ends.
	 */
	static final class Closes {

		public static void main(String[] args) {
			Leaves.start(args[0]).close();
		}

	}

}

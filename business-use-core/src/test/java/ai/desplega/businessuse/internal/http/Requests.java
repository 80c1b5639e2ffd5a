package ai.desplega.businessuse.internal.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;

import ai.desplega.businessuse.testing.ScriptedBackend;
import ai.desplega.businessuse.transport.EncodedEvent;
import ai.desplega.businessuse.transport.EventBatch;

/**
 * Requests and timeouts of the tests of the transport. A test that doesn't expect a
 * timeout uses {@link #PATIENT}, which is longer than the timeout of the test.
 */
final class Requests {

	static final String KEY = "bu-key-4711-do-not-show";

	static final Duration PATIENT = Duration.ofMinutes(10);

	static final Duration SHORT = Duration.ofMillis(200);

	private static final int MEGABYTE = 1 << 20;

	private Requests() {
	}

	static HttpTransport patient(ScriptedBackend backend) {
		return patient(backend.url());
	}

	static HttpTransport patient(URI url) {
		return new HttpTransport(url, KEY, PATIENT, PATIENT);
	}

	static HttpTransport impatient(URI url) {
		return new HttpTransport(url, KEY, SHORT, SHORT);
	}

	static EventBatch batch(String... events) {
		return EventBatch
			.of(Arrays.stream(events).map((event) -> EncodedEvent.of(event.getBytes(StandardCharsets.UTF_8))).toList());
	}

	/**
	 * Return a batch that is larger than all buffers of the connection.
	 */
	static EventBatch hugeBatch() {
		byte[] event = new byte[MEGABYTE];
		Arrays.fill(event, (byte) ' ');
		event[0] = '{';
		event[MEGABYTE - 1] = '}';
		return EventBatch.of(Collections.nCopies(64, EncodedEvent.of(event)));
	}

}

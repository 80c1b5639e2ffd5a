package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import ai.desplega.businessuse.testing.FullServer;
import ai.desplega.businessuse.testing.ScriptedBackend;
import ai.desplega.businessuse.testing.ScriptedBackend.Script;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.TransportResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Tests that another thread can abort a hung request in every phase.
 */
@Timeout(30)
class HttpTransportAbortTests {

	@Test
	void beforeTheRequest() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			transport.abort();
			assertThatIOException().isThrownBy(() -> transport.send(Requests.batch("{}"), Requests.PATIENT))
				.withMessage("The request took too long and was aborted");
			assertThatIOException().isThrownBy(transport::check);
			assertThat(backend.requests()).isEmpty();
		}
	}

	@Test
	void inConnecting() throws IOException {
		try (FullServer server = new FullServer()) {
			assertIsFreed(Requests.patient(server.url()), Requests.batch("{}"));
		}
	}

	@Test
	void inTheHandshake() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend((connection) -> connection.hang())) {
			assertIsFreed(Requests.patient(URI.create("https://127.0.0.1:" + backend.port())), Requests.batch("{}"));
		}
	}

	@Test
	void inWritingABodyThatIsNotRead() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend((connection) -> connection.hang())) {
			assertIsFreed(Requests.patient(backend), Requests.hugeBatch());
		}
	}

	@Test
	void inTheHead() throws IOException {
		Script silent = (connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\n");
			connection.hang();
		};
		try (ScriptedBackend backend = new ScriptedBackend(silent, Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			assertIsFreed(transport, Requests.batch("{\"n\":1}"));
			transport.releaseConnections();
			assertThat(transport.send(Requests.batch("{\"n\":2}"), Requests.PATIENT).isSuccess()).as("the next batch")
				.isTrue();
		}
	}

	/**
	 * The response was already received, so the request succeeds.
	 */
	@Test
	void inTheBodyOfTheAnswer() throws Exception {
		Script silent = (connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{");
			connection.hang();
		};
		try (ScriptedBackend backend = new ScriptedBackend(silent)) {
			HttpTransport transport = Requests.patient(backend);
			CompletableFuture<TransportResponse> sending = send(transport, Requests.batch("{}"));
			await().until(() -> !backend.requests().isEmpty());
			await().until(() -> ended(transport, sending));
			assertThat(sending).isCompletedWithValue(TransportResponse.of(200, "{"));
		}
	}

	@Test
	void idleTransportCanBeAborted() throws IOException {
		try (ScriptedBackend backend = new ScriptedBackend(Script.OK)) {
			HttpTransport transport = Requests.patient(backend);
			transport.abort();
			transport.releaseConnections();
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
			transport.abort();
			transport.releaseConnections();
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
			transport.releaseConnections();
			transport.abort();
			transport.releaseConnections();
			assertThat(transport.send(Requests.batch("{}"), Requests.PATIENT).isSuccess()).isTrue();
		}
	}

	private static void assertIsFreed(HttpTransport transport, EventBatch batch) {
		CompletableFuture<TransportResponse> sending = send(transport, batch);
		await().until(() -> ended(transport, sending));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(sending::get)
			.withCauseInstanceOf(IOException.class)
			.havingCause()
			.withMessage("The request took too long and was aborted");
	}

	private static CompletableFuture<TransportResponse> send(HttpTransport transport, EventBatch batch) {
		CompletableFuture<TransportResponse> sending = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				sending.complete(transport.send(batch, Requests.PATIENT));
			}
			catch (Throwable ex) {
				sending.completeExceptionally(ex);
			}
		}, "sending");
		thread.setDaemon(true);
		thread.start();
		return sending;
	}

	/**
	 * Abort repeatedly, because the request may not hang yet.
	 */
	private static boolean ended(HttpTransport transport, CompletableFuture<TransportResponse> sending) {
		transport.abort();
		return sending.isDone();
	}

}

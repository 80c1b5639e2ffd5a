package ai.desplega.businessuse.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.desplega.businessuse.flow.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Transport that keeps events in memory, for tests. <pre>{@code
 * InMemoryTransport transport = new InMemoryTransport();
 * BusinessUseClient client = BusinessUseClient.builder().enabled(true).transport(transport).build();
 * // … code under test …
 * client.flush(Duration.ofSeconds(5));
 * assertThat(transport.events()).extracting(RecordedEvent::id).containsExactly("payment_processed");
 * }</pre>
 * <p>
 * Thread-safe. The transport keeps all events until {@link #clear()}, so don't use it in
 * production.
 * <p>
 * Not final, because aspects of an application may create a subclass proxy of a bean.
 */
public class InMemoryTransport implements EventTransport {

	private final List<List<RecordedEvent>> batches = new CopyOnWriteArrayList<>();

	private volatile TransportResponse response = TransportResponse.of(200);

	private volatile @Nullable IOException failure;

	@Override
	public TransportResponse send(EventBatch batch, Duration timeout) throws IOException {
		TransportResponse answer = check();
		if (answer.isSuccess()) {
			this.batches.add(batch.events().stream().map(InMemoryTransport::read).toList());
		}
		return answer;
	}

	@Override
	public TransportResponse check() throws IOException {
		IOException failing = this.failure;
		if (failing != null) {
			throw failing;
		}
		return this.response;
	}

	private static RecordedEvent read(EncodedEvent event) {
		return RecordedEvent.of(new String(event.bytes(), StandardCharsets.UTF_8));
	}

	/**
	 * Return the received events in their order. Because an event waits for its batch to
	 * fill, call {@code flush} on the client first.
	 * @return a copy
	 */
	public List<RecordedEvent> events() {
		List<RecordedEvent> events = new ArrayList<>();
		this.batches.forEach(events::addAll);
		return events;
	}

	/**
	 * {@return the events of each received batch, in their order}
	 */
	public List<List<RecordedEvent>> batches() {
		return List.copyOf(this.batches);
	}

	/**
	 * Respond to all further requests with a status. Batches are kept only if the status
	 * is a 2xx. The default is 200.
	 * @param status an HTTP status, such as 401 or 500
	 */
	public void respondWith(int status) {
		this.response = TransportResponse.of(status);
		this.failure = null;
	}

	/**
	 * Fail all further requests, as if the backend were unreachable.
	 * @param failure the exception to throw
	 */
	public void failWith(IOException failure) {
		this.failure = Objects.requireNonNull(failure, "failure");
	}

	/**
	 * Remove all events and batches.
	 */
	public void clear() {
		this.batches.clear();
	}

}

package ai.desplega.businessuse.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps in memory what would be sent, for tests. <pre>{@code
 * InMemoryTransport transport = new InMemoryTransport();
 * BusinessUseClient client = BusinessUseClient.builder().transport(transport).build();
 * // … what is tested …
 * client.flush(Duration.ofSeconds(5));
 * assertThat(transport.events()).extracting("id").containsExactly("payment_processed");
 * }</pre>
 * <p>
 * Thread-safe. It keeps everything until {@link #clear()}, so it is not for production.
 * <p>
 * Not final, since aspects of an application may proxy a bean of this type by subclass.
 */
public class InMemoryTransport implements EventTransport {

	private static final TransportResponse OK = TransportResponse.of(200, "");

	private static final TypeReference<List<Map<String, Object>>> EVENTS = new TypeReference<>() {
	};

	/**
	 * The backend has no bound on the length of a name, and Jackson has one by default.
	 */
	private final JsonMapper mapper = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNameLength(Integer.MAX_VALUE).build())
			.build())
		.build();

	private final List<List<Map<String, Object>>> batches = new CopyOnWriteArrayList<>();

	private volatile TransportResponse response = OK;

	private volatile @Nullable IOException failure;

	@Override
	public TransportResponse send(EventBatch batch, Duration timeout) throws IOException {
		TransportResponse answer = check();
		if (answer.isSuccess()) {
			this.batches.add(List.copyOf(this.mapper.readValue(batch.toByteArray(), EVENTS)));
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

	/**
	 * The events that were delivered, in order.
	 * @return each as on the wire: {@code id}, {@code flow}, {@code run_id},
	 * {@code type}, {@code data}, {@code ts}, …
	 */
	public List<Map<String, Object>> events() {
		List<Map<String, Object>> events = new ArrayList<>();
		this.batches.forEach(events::addAll);
		return events;
	}

	/**
	 * The batches that were delivered, in order.
	 * @return each with its events
	 */
	public List<List<Map<String, Object>>> batches() {
		return List.copyOf(this.batches);
	}

	/**
	 * From now on answer every request with a status. Batches are kept only if it is a
	 * 2xx, which is also how it begins.
	 * @param status an HTTP status, such as 401 or 500
	 */
	public void respondWith(int status) {
		this.response = TransportResponse.of(status, "");
		this.failure = null;
	}

	/**
	 * From now on fail every request, as if the backend could not be reached.
	 * @param failure what is thrown
	 */
	public void failWith(IOException failure) {
		this.failure = Objects.requireNonNull(failure, "failure");
	}

	/**
	 * Forget what was delivered.
	 */
	public void clear() {
		this.batches.clear();
	}

}

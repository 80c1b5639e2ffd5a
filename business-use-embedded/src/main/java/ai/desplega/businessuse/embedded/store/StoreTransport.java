package ai.desplega.businessuse.embedded.store;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Transport that stores events in an embedded backend. Thread-safe.
 */
public final class StoreTransport implements EventTransport {

	/** Data of 1,000 levels within an event within an array. */
	private static final int MAX_DEPTH = 1_002;

	private final JsonMapper json = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNameLength(Integer.MAX_VALUE).build())
			.build())
		.build();

	private final Consumer<List<StoredEvent>> events;

	/**
	 * Create a transport.
	 * @param events the consumer that stores the events of a batch
	 */
	public StoreTransport(Consumer<List<StoredEvent>> events) {
		this.events = events;
	}

	@Override
	public TransportResponse send(EventBatch batch, Duration timeout) {
		try {
			this.events.accept(EventReader.read(this.json.readTree(batch.toByteArray())));
			return TransportResponse.of(200);
		}
		catch (InvalidRequestException ex) {
			return TransportResponse.of(422, String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public String url() {
		return "embedded:in-memory";
	}

	@Override
	public TransportResponse check() {
		return TransportResponse.of(200);
	}

}

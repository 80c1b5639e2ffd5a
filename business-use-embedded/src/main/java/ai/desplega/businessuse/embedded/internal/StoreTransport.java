package ai.desplega.businessuse.embedded.internal;

import java.time.Duration;

import ai.desplega.businessuse.embedded.store.EventReader;
import ai.desplega.businessuse.embedded.store.EventStore;
import ai.desplega.businessuse.embedded.store.InvalidRequestException;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Transport into the store of an embedded backend.
 */
final class StoreTransport implements EventTransport {

	/** Data of 1,000 levels, in an event, in an array. */
	private static final int MAX_DEPTH = 1_002;

	private final JsonMapper json = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNameLength(Integer.MAX_VALUE).build())
			.build())
		.build();

	private final EventStore store;

	StoreTransport(EventStore store) {
		this.store = store;
	}

	@Override
	public TransportResponse send(EventBatch batch, Duration timeout) {
		try {
			this.store.add(EventReader.read(this.json.readTree(batch.toByteArray())));
			return TransportResponse.of(200);
		}
		catch (InvalidRequestException ex) {
			return TransportResponse.of(422, String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public TransportResponse check() {
		return TransportResponse.of(200);
	}

}

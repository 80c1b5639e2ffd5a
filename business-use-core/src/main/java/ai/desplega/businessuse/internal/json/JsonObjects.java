package ai.desplega.businessuse.internal.json;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON objects into maps.
 */
public final class JsonObjects {

	/**
	 * Reader without a limit for the length of names, like the backend, and without
	 * Jackson's default pool, which keeps buffers on the threads that use it.
	 */
	private static final ObjectReader READER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNameLength(Integer.MAX_VALUE).build())
			.recyclerPool(JsonRecyclerPools.nonRecyclingPool())
			.build())
		.build()
		.readerForMapOf(Object.class);

	private JsonObjects() {
	}

	/**
	 * Read an object.
	 * @param json the object
	 * @return its members
	 * @throws IllegalArgumentException if it is not a JSON object
	 */
	public static Map<String, @Nullable Object> read(String json) {
		try {
			Map<String, @Nullable Object> members = READER.readValue(json);
			if (members != null) {
				return members;
			}
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("Expected a JSON object: " + ex.getOriginalMessage(), ex);
		}
		throw new IllegalArgumentException("Expected a JSON object, but it is null");
	}

}

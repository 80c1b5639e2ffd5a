package ai.desplega.businessuse.transport;

import java.util.Objects;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Encoded event: a JSON object in UTF-8. Each call of {@link #flow()} or {@link #runId()}
 * parses the start of the object, which contains both fields. Thread-safe.
 */
public final class EncodedEvent {

	/**
	 * Uses no recycler pool: Jackson's default pool keeps buffers on the threads that use
	 * it.
	 */
	private static final JsonFactory JSON = JsonFactory.builder()
		.recyclerPool(JsonRecyclerPools.nonRecyclingPool())
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.build();

	private final byte[] bytes;

	private EncodedEvent(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Create an event from its JSON, for example one that a relay received from a broker.
	 * @param json a JSON object in UTF-8, which is not copied and must not be modified
	 * afterwards
	 * @return the event
	 */
	public static EncodedEvent of(byte[] json) {
		return new EncodedEvent(Objects.requireNonNull(json, "json"));
	}

	/**
	 * {@return the encoded event, a JSON object in UTF-8; not a copy, and must not be
	 * modified}
	 */
	public byte[] bytes() {
		return this.bytes;
	}

	/**
	 * {@return the flow of the event, or an empty string if the JSON has none}
	 */
	public String flow() {
		return string("flow");
	}

	/**
	 * {@return the run id of the event, or an empty string if the JSON has none}
	 */
	public String runId() {
		return string("run_id");
	}

	private String string(String name) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), this.bytes)) {
			parser.nextToken();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean found = name.equals(parser.currentName());
				if (parser.nextToken() == JsonToken.VALUE_STRING && found) {
					return parser.getString();
				}
				parser.skipChildren();
			}
		}
		catch (JacksonException ex) {
			// not JSON
		}
		return "";
	}

}

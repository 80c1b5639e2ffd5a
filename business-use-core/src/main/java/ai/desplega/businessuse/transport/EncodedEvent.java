package ai.desplega.businessuse.transport;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Encoded event: a JSON object in UTF-8. The flow and the run id are parsed on first
 * access. Thread-safe.
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

	private volatile @Nullable Key key;

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
		return key().flow();
	}

	/**
	 * {@return the run id of the event, or an empty string if the JSON has none}
	 */
	public String runId() {
		return key().runId();
	}

	private Key key() {
		Key read = this.key;
		if (read == null) {
			read = Key.of(this.bytes);
			this.key = read;
		}
		return read;
	}

	/**
	 * Key of the run that an event belongs to. The client writes both members at the
	 * start of an event; parsing stops when both have been found.
	 */
	private record Key(String flow, String runId) {

		private static Key of(byte[] json) {
			String flow = null;
			String runId = null;
			try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
				parser.nextToken();
				while ((flow == null || runId == null) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
					String name = parser.currentName();
					JsonToken value = parser.nextToken();
					if (value == JsonToken.VALUE_STRING && "flow".equals(name)) {
						flow = parser.getString();
					}
					else if (value == JsonToken.VALUE_STRING && "run_id".equals(name)) {
						runId = parser.getString();
					}
					parser.skipChildren();
				}
			}
			catch (JacksonException ex) {
				// not JSON: keep the members that were read
			}
			return new Key((flow != null) ? flow : "", (runId != null) ? runId : "");
		}

	}

}

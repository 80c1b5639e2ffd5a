package ai.desplega.businessuse.internal.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Serializer of types that are not encoded.
 */
final class RefusingSerializer extends ValueSerializer<Object> {

	private final String reason;

	private final boolean empty;

	RefusingSerializer(String reason, boolean empty) {
		this.reason = reason;
		this.empty = empty;
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		throw new UnwritableException("a " + value.getClass().getName() + " " + this.reason);
	}

	@Override
	public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
			TypeSerializer typeSerializer) {
		serialize(value, generator, context);
	}

	String reason() {
		return this.reason;
	}

	boolean isForEmptyObjects() {
		return this.empty;
	}

}

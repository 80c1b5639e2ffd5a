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

	private final boolean isData;

	/**
	 * Create a serializer.
	 * @param reason a predicate without its subject
	 * @param isData {@code false} if objects of the type are not even data that happens
	 * to be empty
	 */
	RefusingSerializer(String reason, boolean isData) {
		this.reason = reason;
		this.isData = isData;
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		throw new UnwritableException("a " + value.getClass().getName() + " " + this.reason,
				this.isData ? null : this.reason);
	}

	@Override
	public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
			TypeSerializer typeSerializer) {
		serialize(value, generator, context);
	}

}

package ai.desplega.businessuse.internal.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Serializer of types that are not encoded.
 */
final class RefusingSerializer extends ValueSerializer<Object> {

	private final String predicate;

	private final boolean isData;

	/**
	 * Create a serializer.
	 * @param predicate the reason, a predicate without its subject
	 * @param isData {@code true} if objects of the type are data whose content is not
	 * accessible
	 */
	RefusingSerializer(String predicate, boolean isData) {
		this.predicate = predicate;
		this.isData = isData;
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		Class<?> type = value.getClass();
		throw this.isData ? new UnwritableException("a " + type.getName() + " " + this.predicate)
				: new UnwritableException(type, this.predicate);
	}

	@Override
	public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
			TypeSerializer typeSerializer) {
		serialize(value, generator, context);
	}

}

package ai.desplega.businessuse.internal.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.util.NameTransformer;

/**
 * Property that becomes null if it can't be encoded, provided that its object is the
 * whole data of an event. Jackson's serializer of the object still decides which
 * properties are written, so filters, views and type ids hold.
 */
final class IsolatedProperty extends BeanPropertyWriter {

	private static final long serialVersionUID = 1L;

	private final BeanPropertyWriter delegate;

	IsolatedProperty(BeanPropertyWriter delegate) {
		super(delegate);
		this.delegate = delegate;
	}

	@Override
	public void serializeAsProperty(Object bean, JsonGenerator generator, SerializationContext context)
			throws Exception {
		if (generator instanceof BufferGenerator out && out.isAtPropertyOfWhole()) {
			isolated(bean, out, context);
		}
		else {
			this.delegate.serializeAsProperty(bean, generator, context);
		}
	}

	private void isolated(Object bean, BufferGenerator generator, SerializationContext context) {
		JsonBuffer buffer = generator.buffer();
		BufferGenerator.Mark mark = generator.mark();
		int limit = buffer.limit();
		buffer.limit(mark.size() + limit);
		try {
			this.delegate.serializeAsProperty(bean, generator, context);
			generator.requireCompleteSince(mark);
		}
		catch (Throwable ex) {
			generator.rewind(mark);
			generator.writeName(getName());
			generator.writeNull();
			buffer.problem(getName(), ex);
		}
		buffer.limit(limit);
		buffer.requireRoom(0);
	}

	@Override
	public void serializeAsElement(Object bean, JsonGenerator generator, SerializationContext context)
			throws Exception {
		this.delegate.serializeAsElement(bean, generator, context);
	}

	@Override
	public void serializeAsOmittedProperty(Object bean, JsonGenerator generator, SerializationContext context)
			throws Exception {
		this.delegate.serializeAsOmittedProperty(bean, generator, context);
	}

	@Override
	public void serializeAsOmittedElement(Object bean, JsonGenerator generator, SerializationContext context)
			throws Exception {
		this.delegate.serializeAsOmittedElement(bean, generator, context);
	}

	@Override
	public BeanPropertyWriter rename(NameTransformer transformer) {
		return new IsolatedProperty(this.delegate.rename(transformer));
	}

	@Override
	public void assignSerializer(ValueSerializer<Object> serializer) {
		this.delegate.assignSerializer(serializer);
	}

	@Override
	public void assignNullSerializer(ValueSerializer<Object> serializer) {
		this.delegate.assignNullSerializer(serializer);
	}

	@Override
	public void setNonTrivialBaseType(JavaType type) {
		this.delegate.setNonTrivialBaseType(type);
	}

	@Override
	public boolean hasSerializer() {
		return this.delegate.hasSerializer();
	}

	@Override
	public boolean hasNullSerializer() {
		return this.delegate.hasNullSerializer();
	}

	@Override
	public @Nullable ValueSerializer<Object> getSerializer() {
		return this.delegate.getSerializer();
	}

	@Override
	public boolean isUnwrapping() {
		return this.delegate.isUnwrapping();
	}

}

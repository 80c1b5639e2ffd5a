package ai.desplega.businessuse.internal.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.util.NameTransformer;

/**
 * Property of a bean that becomes null if it can't be encoded. This applies only if the
 * bean is the data of an event, and only to the second attempt to encode the bean.
 * Jackson's serializer of the bean still determines which properties are written, so
 * filters, views and type ids apply.
 */
@SuppressWarnings("serial") // never serialized
final class IsolatedProperty extends BeanPropertyWriter {

	private final BeanPropertyWriter delegate;

	IsolatedProperty(BeanPropertyWriter delegate) {
		super(delegate);
		this.delegate = delegate;
	}

	@Override
	public void serializeAsProperty(Object bean, JsonGenerator generator, SerializationContext context)
			throws Exception {
		if (generator instanceof BufferGenerator own) {
			own.property(this.delegate, bean, context);
		}
		else {
			this.delegate.serializeAsProperty(bean, generator, context);
		}
	}

	@Override
	public void serializeAsElement(Object bean, JsonGenerator generator, SerializationContext context)
			throws Exception {
		this.delegate.serializeAsElement(bean, generator, context);
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

}

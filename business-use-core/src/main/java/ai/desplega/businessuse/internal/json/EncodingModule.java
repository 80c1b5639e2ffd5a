package ai.desplega.businessuse.internal.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.SerializerFactoryConfig;

/**
 * Module that adapts a mapper to the data of events: values that Jackson would write as
 * something meaningless are refused, properties are isolated, and null keys omitted.
 */
final class EncodingModule extends JacksonModule {

	@Override
	public String getModuleName() {
		return EncodingModule.class.getName();
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		context.addSerializerModifier(new EncodingModifier());
		context.overrideDefaultNullKeySerializer(new NullKeySerializer());
	}

	private static final class NullKeySerializer extends ValueSerializer<Object> {

		@Override
		public void serialize(Object key, JsonGenerator generator, SerializationContext context) {
			if (generator instanceof BufferGenerator out) {
				out.omitEntry("has an entry with a null key, which is omitted");
			}
			else {
				SerializerFactoryConfig.DEFAULT_NULL_KEY_SERIALIZER.serialize(key, generator, context);
			}
		}

	}

}

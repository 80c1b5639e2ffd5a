package ai.desplega.businessuse.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.SerializationContextExt;
import tools.jackson.databind.util.StdDateFormat;

/**
 * Mapper for the data of events. The serializers of the application are used. Property
 * names, inclusion and formats are Jackson's defaults, because rules refer to fields by
 * their names in Java. Enums are written by name, because rules compare names.
 *
 * @param mapper the mapper
 * @param writesPlainValues {@code true} if only Jackson's own serializers write the types
 * of {@link PlainValues}, and nothing is configured for them
 */
record EventMapper(JsonMapper mapper, boolean writesPlainValues) {

	private static final Logger logger = LoggerFactory.getLogger(EventMapper.class);

	private static final int MAX_MODULE_FAILURES = 100;

	private static final List<Class<?>> PLAIN = List.of(String.class, Boolean.class, Integer.class, Long.class,
			Short.class, Byte.class, Double.class, Float.class, BigDecimal.class, BigInteger.class, ArrayList.class,
			HashSet.class, LinkedHashSet.class, TreeSet.class, EnumSet.class, LinkedList.class, ArrayDeque.class,
			List.of(1, 2, 3).getClass(), HashMap.class, LinkedHashMap.class, TreeMap.class, Hashtable.class,
			ConcurrentHashMap.class, Map.of(1, 1, 2, 2).getClass(), ObjectNode.class);

	/**
	 * Create a mapper with the modules of the class loader of this class, because the
	 * context class loader of the thread that records an event may find no modules.
	 * @param application the application's mapper, which is not changed
	 */
	static EventMapper of(@Nullable JsonMapper application) {
		return of(application, EventMapper.class.getClassLoader());
	}

	/**
	 * Create a mapper.
	 * @param application the application's mapper, which is not changed
	 * @param loader the class loader of the modules that are used without an
	 * application's mapper
	 */
	static EventMapper of(@Nullable JsonMapper application, ClassLoader loader) {
		JsonMapper.Builder builder = (application != null) ? application.rebuild() : withModules(loader);
		resetForms(builder);
		SimpleModule encoding = new SimpleModule(EncodingModifier.class.getName());
		encoding.setSerializerModifier(new EncodingModifier());
		encoding.setDefaultNullKeySerializer(new NullKeySerializer());
		JsonMapper mapper = builder.addModule(encoding).build();
		SerializationContext context = mapper._serializationContext();
		return new EventMapper(mapper,
				writesKeysAsTheyAre(context) && PLAIN.stream().allMatch((type) -> isPlain(type, context)));
	}

	private static JsonMapper.Builder withModules(ClassLoader loader) {
		JsonMapper.Builder builder = JsonMapper.builder();
		Iterator<JacksonModule> modules = ServiceLoader.load(JacksonModule.class, loader).iterator();
		for (int failures = 0; failures < MAX_MODULE_FAILURES;) {
			try {
				if (!modules.hasNext()) {
					break;
				}
				JacksonModule module = modules.next();
				JsonMapper.builder().addModule(module).build();
				builder.addModule(module);
			}
			catch (ServiceConfigurationError | LinkageError | RuntimeException ex) {
				failures++;
				logger.warn("Jackson module failed to load; event data is encoded without it", ex);
			}
		}
		return builder;
	}

	static boolean areModulesPresent() {
		return ServiceLoader.load(JacksonModule.class, EventMapper.class.getClassLoader())
			.stream()
			.findAny()
			.isPresent();
	}

	private static void resetForms(JsonMapper.Builder builder) {
		builder.propertyNamingStrategy(null)
			.enumNamingStrategy(null)
			.changeDefaultPropertyInclusion((inclusion) -> JsonInclude.Value.empty())
			.defaultDateFormat(StdDateFormat.instance)
			.deactivateDefaultTyping();
		for (SerializationFeature feature : SerializationFeature.values()) {
			builder.configure(feature, feature.enabledByDefault());
		}
		for (DateTimeFeature feature : DateTimeFeature.values()) {
			builder.configure(feature, feature.enabledByDefault());
		}
		for (EnumFeature feature : EnumFeature.values()) {
			builder.configure(feature, feature.enabledByDefault());
		}
		builder.disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING);
	}

	/**
	 * Return {@code true} if Jackson would write every entry of a map, for keys and
	 * values of any type.
	 */
	boolean writesAllEntries(Class<?> type) {
		SerializationContext context = newContext();
		return writesKeysAsTheyAre(context) && isPlain(type, context);
	}

	private static boolean writesKeysAsTheyAre(SerializationContext context) {
		return isOfJackson(context.findKeySerializer(String.class, null))
				&& isOfJackson(context.findKeySerializer(Object.class, null));
	}

	/**
	 * Return {@code true} if only Jackson's own serializer writes objects of a type, and
	 * its output is not changed by annotations, including those of mix-ins, or by
	 * overrides in the configuration.
	 */
	private static boolean isPlain(Class<?> type, SerializationContext context) {
		ValueSerializer<?> serializer = context.findTypedValueSerializer(type, true);
		boolean complete = Map.class.isAssignableFrom(type) ? MapInspection.writesAllEntries(serializer)
				: isOfJackson(serializer);
		return complete && context.getConfig().findConfigOverride(type) == null
				&& !context.introspectClassAnnotations(context.constructType(type)).hasAnnotations();
	}

	private static boolean isOfJackson(ValueSerializer<?> serializer) {
		return serializer.getClass().getName().startsWith("tools.jackson.databind.");
	}

	SerializationContextExt newContext() {
		return this.mapper._serializationContext();
	}

	private static final class NullKeySerializer extends ValueSerializer<Object> {

		@Override
		public void serialize(Object key, JsonGenerator generator, SerializationContext context) {
			generator.writeName(BufferGenerator.NULL_KEY);
		}

	}

}

package ai.desplega.businessuse.internal.json;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ext.javatime.ser.MonthSerializer;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.ser.AnyGetterWriter;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.BeanSerializerBuilder;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;
import tools.jackson.databind.ser.jdk.EnumSerializer;
import tools.jackson.databind.ser.jdk.IterableSerializer;
import tools.jackson.databind.ser.std.ToEmptyObjectSerializer;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.util.ClassUtil;

/**
 * Replaces Jackson's generic serializers if their JSON would not represent the object.
 * Serializers of the application and its modules are kept.
 */
final class EncodingModifier extends ValueSerializerModifier {

	private static final long serialVersionUID = 1L;

	private static final String ADVICE = "pass a map or a record of its values, or add getters";

	private static final Set<String> TREES = Set.of("com.fasterxml.jackson.core.TreeNode");

	/**
	 * Packages of interfaces that libraries add to proxies of an object.
	 */
	private static final List<String> PROXY_PACKAGES = List.of("org.hibernate.", "javassist.util.proxy.",
			"org.springframework.aop.", "org.springframework.cglib.proxy.");

	/**
	 * Jackson's serializers that write another object, which the application provides.
	 * The last is the name of the second in Jackson 3.0.
	 */
	private static final Set<String> CONVERTING = Set.of("JsonValueSerializer", "StdConvertingSerializer",
			"StdDelegatingSerializer");

	/**
	 * Boolean properties that many types derive from data without a getter.
	 */
	private static final Set<String> DERIVED = Set.of("empty", "blank", "zero", "negative", "positive");

	/**
	 * Annotations of classes that may intentionally have no property.
	 */
	private static final List<Class<? extends Annotation>> INTENDED = List.of(JsonSerialize.class, JsonAutoDetect.class,
			JsonFilter.class, JsonIgnoreProperties.class, JsonIncludeProperties.class, JsonTypeInfo.class,
			JsonTypeName.class);

	@Override
	public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription.Supplier bean,
			List<BeanPropertyWriter> properties) {
		Set<String> methods = proxyMethods(bean.getBeanClass());
		properties.removeIf((property) -> property.getMember() instanceof AnnotatedMethod method
				&& methods.contains(method.getName()));
		return properties;
	}

	private static Set<String> proxyMethods(Class<?> type) {
		return ClassUtil.findRawSuperTypes(type, null, false)
			.stream()
			.filter((supertype) -> PROXY_PACKAGES.stream().anyMatch(supertype.getName()::startsWith))
			.filter(Class::isInterface)
			.flatMap((supertype) -> Arrays.stream(supertype.getMethods()))
			.map(Method::getName)
			.collect(Collectors.toSet());
	}

	/**
	 * Isolate the properties, except for an any-getter, because Jackson checks the type
	 * of its writer. Remove the properties of views, because a view can be the default of
	 * the application's mapper, and Jackson 3.0 has no method to reset it.
	 */
	@Override
	public BeanSerializerBuilder updateBuilder(SerializationConfig config, BeanDescription.Supplier bean,
			BeanSerializerBuilder builder) {
		builder.getProperties()
			.replaceAll(
					(property) -> (property instanceof AnyGetterWriter) ? property : new IsolatedProperty(property));
		builder.setFilteredProperties(null);
		return builder;
	}

	@Override
	public ValueSerializer<?> modifySerializer(SerializationConfig config, BeanDescription.Supplier bean,
			ValueSerializer<?> serializer) {
		Class<?> type = bean.getBeanClass();
		if (serializer instanceof MonthSerializer) {
			return EnumSerializer.construct(type, config, bean.get(), null); // by name
		}
		String consumed = isOfJackson(serializer) ? UnsupportedTypes.consumed(type) : null;
		if (consumed != null) {
			return new RefusingSerializer(consumed, false);
		}
		if (!(serializer instanceof BeanSerializerBase || serializer instanceof ToEmptyObjectSerializer)) {
			return serializer;
		}
		if (UnsupportedTypes.isA(type, TREES)) {
			return new TreeSerializer();
		}
		String resource = UnsupportedTypes.resource(type);
		if (resource != null) {
			return new RefusingSerializer(resource, false);
		}
		return hasNoData(bean, serializer) ? withoutData(type, serializer) : serializer;
	}

	private static boolean isOfJackson(ValueSerializer<?> serializer) {
		return serializer.getClass().getName().startsWith("tools.jackson.databind.")
				&& !CONVERTING.contains(serializer.getClass().getSimpleName());
	}

	private static boolean hasNoData(BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
		if (serializer instanceof UnknownSerializer) {
			return true;
		}
		Iterator<PropertyWriter> properties = serializer.properties();
		if (!properties.hasNext()) {
			return !bean.isRecordType() && INTENDED.stream().noneMatch(bean.getClassAnnotations()::has);
		}
		boolean derived = true;
		while (derived && properties.hasNext()) {
			derived = isDerived(properties.next(), bean.getBeanClass());
		}
		return derived;
	}

	private static boolean isDerived(PropertyWriter property, Class<?> type) {
		Class<?> propertyType = property.getType().getRawClass();
		boolean derived = propertyType == Class.class
				|| (propertyType == boolean.class && DERIVED.contains(property.getName()));
		return derived && property.getMember() instanceof AnnotatedMethod && !(property instanceof AnyGetterWriter)
				&& property.getAnnotation(JsonProperty.class) == null && !type.isRecord()
				&& !hasField(type, property.getName());
	}

	private static boolean hasField(Class<?> type, String name) {
		return ClassUtil.findSuperClasses(type, null, true)
			.stream()
			.flatMap((ancestor) -> Arrays.stream(ancestor.getDeclaredFields()))
			.anyMatch((field) -> field.getName().equals(name));
	}

	private static ValueSerializer<?> withoutData(Class<?> type, ValueSerializer<?> serializer) {
		if (Iterable.class.isAssignableFrom(type)) {
			return new IterableSerializer(TypeFactory.unknownType(), false, null);
		}
		StringJoiner names = new StringJoiner("', '", " except '", "'").setEmptyValue("");
		serializer.properties().forEachRemaining((property) -> names.add(property.getName()));
		return new RefusingSerializer("has no properties that Jackson recognizes" + names + ": " + ADVICE, true);
	}

	/**
	 * Write a tree of Jackson 2, whose string representation is JSON, except for a
	 * missing node, which is empty.
	 */
	private static final class TreeSerializer extends ValueSerializer<Object> {

		@Override
		public void serialize(Object tree, JsonGenerator generator, SerializationContext context) {
			String json = tree.toString();
			generator.writeRawValue(json.isEmpty() ? "null" : json);
		}

	}

}

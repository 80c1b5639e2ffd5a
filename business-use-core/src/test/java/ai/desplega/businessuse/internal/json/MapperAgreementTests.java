package ai.desplega.businessuse.internal.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.JsonView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.jdk.MapSerializer;
import tools.jackson.databind.ser.std.SimpleBeanPropertyFilter;
import tools.jackson.databind.ser.std.SimpleFilterProvider;
import tools.jackson.databind.type.MapType;

import static com.fasterxml.jackson.annotation.JsonIgnoreProperties.Value.forIgnoredProperties;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a value is encoded as by the mapper, or as null with a problem: values that
 * Jackson omits or rejects are never sent.
 */
class MapperAgreementTests {

	private static final int LIMIT = 64 << 10;

	private static final String SECRET = "s3cret";

	private static final List<Supplier<Object>> BEANS = List.of(() -> new Filtered("ann", SECRET),
			() -> new Viewed("ann"), () -> new Ignoring("ann", SECRET), () -> new IgnoringByName("ann", SECRET),
			() -> new Including("ann", SECRET), () -> new Mixed("ann", SECRET), HidingTypes::new, AnyGetter::new,
			Unwrapping::new, () -> new Serialized("ann", SECRET), () -> new Registered("ann", SECRET),
			() -> new Typed("ann"), () -> new Wrapped("ann"), () -> new Valued("ann", SECRET), Failing::new,
			HiddenMap::new, () -> new Nested(new Filtered("ann", SECRET), new Including("bob", SECRET)));

	static Stream<MapperSource> mappers() {
		JsonMapper withFilter = JsonMapper.builder()
			.addMixIn(Mixed.class, HidesSecret.class)
			.filterProvider(
					new SimpleFilterProvider().addFilter("user", SimpleBeanPropertyFilter.serializeAllExcept("secret")))
			.addModule(new SimpleModule().addSerializer(Registered.class, new NameSerializer()))
			.build();
		JsonMapper masking = withFilter.rebuild()
			.addModule(new SimpleModule("masking").addSerializer(String.class, new MaskingSerializer()))
			.build();
		return Stream.of(() -> null, () -> withFilter, () -> masking);
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void encodesAFieldLikeTheMapperOrAsNull(MapperSource source) {
		ObjectEncoder encoder = encoder(source);
		EventMapper mapper = EventMapper.of(source.get());
		Random random = new Random(4711);
		for (int i = 0; i < 2_000; i++) {
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("a", "plain");
			data.put("value", value(random, 3));
			data.put("z", 1);
			Written written = write(encoder, data);
			assertThat(written.json().propertyNames()).containsExactly("a", "value", "z");
			for (String field : data.keySet()) {
				JsonNode expected = expected(mapper, data.get(field));
				JsonNode actual = written.json().get(field);
				if (expected != null) {
					assertThat(actual).as("%s of %s", field, data).isEqualTo(expected);
				}
				else {
					assertThat(actual.isNull()).isTrue();
					assertThat(written.problems()).containsKey(field);
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void encodesAnObjectLikeTheMapperOrAsEmpty(MapperSource source) {
		ObjectEncoder encoder = encoder(source);
		EventMapper mapper = EventMapper.of(source.get());
		for (Supplier<Object> bean : BEANS) {
			Object data = bean.get();
			JsonNode expected = expected(mapper, data);
			if (expected != null && !expected.isObject()) {
				continue; // not the data of an event
			}
			Written written = write(encoder, data);
			if (expected != null) {
				assertThat(written.json()).as("%s", data).isEqualTo(expected);
				assertThat(written.problems()).isEmpty();
			}
			else {
				assertThat(written.problems()).as("%s", data).isNotEmpty();
				assertThat(written.json().toString()).doesNotContain(SECRET);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void credentialsAreNeverShown(MapperSource source) {
		ObjectEncoder encoder = encoder(source);
		Random random = new Random(42);
		for (int i = 0; i < 2_000; i++) {
			Object bean = BEANS.get(random.nextInt(BEANS.size())).get();
			boolean shown = source.get() == null && (bean instanceof Mixed || bean instanceof Registered);
			Object data = random.nextBoolean() ? bean : Map.of("value", contained(random, bean));
			try {
				if (!shown) {
					assertThat(write(encoder, data).json().toString()).doesNotContain(SECRET);
				}
			}
			catch (NotAnObjectException ex) {
				// refused
			}
		}
	}

	static Stream<JsonMapper.Builder> mappersThatHideEntriesOfMaps() {
		return Stream.of(
				JsonMapper.builder()
					.withConfigOverride(Map.class, (map) -> map.setIgnorals(forIgnoredProperties("secret"))),
				JsonMapper.builder().annotationIntrospector(new JacksonAnnotationIntrospector() {

					@Override
					public Object findFilterId(MapperConfig<?> config, Annotated annotated) {
						return "user";
					}

				}), JsonMapper.builder().annotationIntrospector(new JacksonAnnotationIntrospector() {

					@Override
					public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config,
							Annotated annotated) {
						return forIgnoredProperties("secret");
					}

				}), modifying(new ValueSerializerModifier() {

					@Override
					public ValueSerializer<?> modifyMapSerializer(SerializationConfig config, MapType type,
							BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
						return ((MapSerializer) serializer).withFilterId("user");
					}

				}),
				JsonMapper.builder()
					.addModule(new SimpleModule().addKeySerializer(String.class, new KeyMaskingSerializer())),
				JsonMapper.builder().addMixIn(SortedMap.class, HidesSecret.class),
				JsonMapper.builder().addMixIn(ConcurrentMap.class, HidesSecret.class),
				JsonMapper.builder().addMixIn(Hashtable.class, HidesSecret.class),
				JsonMapper.builder().addMixIn(Map.class, HidesSecret.class));
	}

	private static JsonMapper.Builder modifying(ValueSerializerModifier modifier) {
		return JsonMapper.builder().addModule(new SimpleModule().setSerializerModifier(modifier));
	}

	@ParameterizedTest
	@MethodSource("mappersThatHideEntriesOfMaps")
	void omitsEntriesThatMapperHides(JsonMapper.Builder builder) {
		JsonMapper mapper = builder
			.filterProvider(
					new SimpleFilterProvider().addFilter("user", SimpleBeanPropertyFilter.serializeAllExcept("secret")))
			.build();
		ObjectEncoder encoder = encoder(() -> mapper);
		Map<String, Object> map = Map.of("name", "ann", "secret", SECRET);
		for (Map<String, Object> each : List.of(map, new HashMap<>(map), new TreeMap<>(map),
				new ConcurrentHashMap<>(map), new Hashtable<>(map), new CustomMap(map))) {
			JsonNode expected = mapper.valueToTree(each);
			assertThat(write(encoder, each).json()).as("%s", each.getClass()).isEqualTo(expected);
			assertThat(write(encoder, Map.of("field", each)).json().get("field")).as("%s", each.getClass())
				.isEqualTo(expected);
		}
	}

	private static Object value(Random random, int depth) {
		Object bean = BEANS.get(random.nextInt(BEANS.size())).get();
		return (depth > 0 && random.nextBoolean()) ? contained(random, value(random, depth - 1)) : bean;
	}

	private static Object contained(Random random, Object value) {
		return switch (random.nextInt(6)) {
			case 0 -> List.of(1, value, "x");
			case 1 -> Map.of("key", value);
			case 2 -> new Object[] { value };
			case 3 -> Optional.of(value);
			case 4 -> new Holder(value);
			default -> new ArrayList<>(List.of(Map.of(1, value)));
		};
	}

	private static @Nullable JsonNode expected(EventMapper mapper, @Nullable Object value) {
		try {
			return mapper.mapper().readTree(mapper.mapper().writeValueAsString(value));
		}
		catch (JacksonException | UnwritableException ex) {
			return null;
		}
	}

	private static ObjectEncoder encoder(MapperSource source) {
		ObjectEncoder encoder = new ObjectEncoder();
		encoder.useMapper(source);
		return encoder;
	}

	private static Written write(ObjectEncoder encoder, Object data) {
		JsonBuffer out = new JsonBuffer(LIMIT);
		encoder.object(data, out, LIMIT);
		return new Written(JsonMapper.shared().readTree(out.toByteArray()), out.problems());
	}

	record Written(JsonNode json, Map<String, Throwable> problems) {

	}

	@JsonFilter("user")
	record Filtered(String login, String secret) {

	}

	record Viewed(@JsonView(Viewed.class) String name) {

	}

	record Ignoring(String name, @JsonIgnore String secret) {

	}

	@JsonIgnoreProperties("secret")
	record IgnoringByName(String name, String secret) {

	}

	@JsonIncludeProperties("name")
	record Including(String name, String secret) {

	}

	record Mixed(String name, String secret) {

	}

	@JsonIgnoreProperties("secret")
	interface HidesSecret {

	}

	@JsonIgnoreType
	record Hidden(String secret) {

	}

	record HidingTypes(String name, Hidden hidden) {

		HidingTypes() {
			this("ann", new Hidden(SECRET));
		}

	}

	static class AnyGetter {

		public int id = 1;

		@JsonAnyGetter
		public Map<String, Object> all() {
			return Map.of("user", new IgnoringByName("ann", SECRET));
		}

	}

	static class Unwrapping {

		public int id = 1;

		@JsonUnwrapped(prefix = "user_")
		public IgnoringByName user = new IgnoringByName("ann", SECRET);

		@JsonIgnoreProperties("secret")
		public Mixed mixed = new Mixed("bob", SECRET);

	}

	@JsonSerialize(using = NameSerializer.class)
	record Serialized(String name, String secret) {

	}

	record Registered(String name, String secret) {

	}

	static class NameSerializer extends ValueSerializer<Record> {

		@Override
		public void serialize(Record value, JsonGenerator out, SerializationContext context) {
			out.writeStartObject().writeStringProperty("name", "ann").writeEndObject();
		}

	}

	static class MaskingSerializer extends ValueSerializer<String> {

		@Override
		public void serialize(String value, JsonGenerator out, SerializationContext context) {
			out.writeString("***");
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonTypeName("typed")
	record Typed(String name) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
	@JsonTypeName("wrapped")
	record Wrapped(String name) {

	}

	record Valued(String name, String secret) {

		@JsonValue
		Map<String, String> value() {
			return Map.of("name", this.name);
		}

	}

	@JsonIgnoreProperties("secret")
	static class Failing {

		@JsonProperty
		public String name = "ann";

		public String secret = SECRET;

		public String getBroken() {
			throw new IllegalStateException("lazy");
		}

	}

	@JsonIgnoreProperties("secret")
	static class HiddenMap extends HashMap<String, Object> {

		private static final long serialVersionUID = 1L;

		HiddenMap() {
			super(Map.of("name", "ann", "secret", SECRET));
		}

	}

	static class KeyMaskingSerializer extends ValueSerializer<String> {

		@Override
		public void serialize(String key, JsonGenerator out, SerializationContext context) {
			out.writeName(key.equals("secret") ? "***" : key);
		}

	}

	static class CustomMap extends LinkedHashMap<String, Object> {

		private static final long serialVersionUID = 1L;

		CustomMap(Map<String, Object> map) {
			super(map);
		}

	}

	record Nested(Filtered filtered, Including including) {

	}

	record Holder(Object value) {

	}

}

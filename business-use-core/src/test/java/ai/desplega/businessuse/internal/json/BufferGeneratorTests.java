package ai.desplega.businessuse.internal.json;

import java.io.ByteArrayInputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.util.RawValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that any calls of the generator result in JSON that the backend can read.
 */
class BufferGeneratorTests {

	private static final int LIMIT = 64 << 10;

	/**
	 * NUL and lone surrogates, which are replaced.
	 */
	private static final String BAD = "a\0b\ud83dc\ude00\"";

	private static final String GOOD = "\"a\ufffdb\ufffdc\ufffd\\\"\"";

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private static final ObjectEncoder encoder = new ObjectEncoder();

	static {
		encoder.useMapper(() -> JsonMapper.builder()
			.addModule(new SimpleModule().addSerializer(Content.class, new ContentSerializer()))
			.build());
	}

	static Stream<Arguments> values() {
		return Stream.of(value(GOOD, (out) -> out.writeString(BAD)),
				value(GOOD, (out) -> out.writeString(BAD.toCharArray(), 0, BAD.length())),
				value(GOOD, (out) -> out.writeString(new SerializedString(BAD))),
				value(GOOD, (out) -> out.writeString(new StringReader(BAD), BAD.length())),
				value(GOOD, (out) -> out.writeString(new StringReader(BAD), -1)),
				value("\"é\ufffd(\\\"\ufffd\"", (out) -> out.writeUTF8String(latin1("\u00c3\u00a9\u00ff(\"\0"), 0, 6)),
				value("\"é\ufffd(\"", (out) -> out.writeRawUTF8String(latin1("\u00c3\u00a9\u00ff("), 0, 4)),
				value(GOOD, (out) -> out.writeString(wronglyEncoded(BAD))),
				value("{" + GOOD + ":1}", (out) -> object(out, (name) -> out.writeName(BAD))),
				value("{" + GOOD + ":1}", (out) -> object(out, (name) -> out.writeName(new SerializedString(BAD)))),
				value("{" + GOOD + ":1}", (out) -> object(out, (name) -> out.writeName(wronglyEncoded(BAD)))),
				value("{\"-5\":1}", (out) -> object(out, (name) -> out.writePropertyId(-5))),
				value("[null,null,1.5]",
						(out) -> out.writeArray(new double[] { Double.NaN, Double.NEGATIVE_INFINITY, 1.5 }, 0, 3)),
				value("[1,2]", (out) -> out.writeArray(new int[] { 0, 1, 2 }, 1, 2)),
				value("null", (out) -> out.writeNumber(Float.POSITIVE_INFINITY)),
				value("0.1", (out) -> out.writeNumber(0.1f)), value("-7", (out) -> out.writeNumber((short) -7)),
				value("null", (out) -> out.writeNumber(new BigDecimal("1E+400"))),
				value("null", (out) -> out.writeNumber(BigInteger.ONE.shiftLeft(5_000_000))),
				value("null", (out) -> out.writeNumber(new FakeDecimal("1,2"))),
				value("null", (out) -> out.writeNumber(new FakeDecimal("0x1p3"))),
				value("12", (out) -> out.writeNumber(new FakeDecimal("12"))),
				value("null", (out) -> out.writeNumber((BigDecimal) null)),
				value("[null,null,1.50]",
						(out) -> out.writeStartArray()
							.writeNumber("01")
							.writeNumber(" 1")
							.writeNumber("1.50")
							.writeEndArray()),
				value("12", (out) -> out.writeNumber("x12".toCharArray(), 1, 2)),
				value("\"AQI=\"", (out) -> out.writeBinary(new byte[] { 1, 2 })),
				value("\"AQI\"",
						(out) -> out.writeBinary(Base64Variants.MODIFIED_FOR_URL, new byte[] { 0, 1, 2 }, 1, 2)),
				value("\"AQI=\"", (out) -> out.writeBinary(new ByteArrayInputStream(new byte[] { 1, 2 }), 2)),
				value("\"AQI=\"", (out) -> out.writeEmbeddedObject(new byte[] { 1, 2 })),
				value("{\"a\":[true]}", (out) -> out.writePOJO(Map.of("a", List.of(true)))),
				value("{\"a\":[null,{\"b\":1}]}", (out) -> out.writeTree(mapper.createObjectNode()
					.set("a", mapper.createArrayNode().add(Double.NaN).addRawValue(new RawValue("{\"b\":1}"))))),
				value("[{\"a\":2.50},\"b\"]", BufferGeneratorTests::copyStructure),
				value("[1]", (out) -> out.writeStartArray().writeNumber(1).writeEndArray().flush()));
	}

	static Stream<Arguments> rawValues() {
		return Stream.of(value("{\"a\":1}", (out) -> out.writeRawValue(" {\"a\" :1} ")),
				value("[1]", (out) -> out.writeRawValue("x[1]", 1, 3)),
				value("[1]", (out) -> out.writeRawValue("x[1]".toCharArray(), 1, 3)),
				value("[1]", (out) -> out.writeRawValue(new SerializedString("[1]"))),
				value("[1]", (out) -> out.writeRawValue(wronglyEncoded("[1]"))),
				value("[1,\"ü\"]", (out) -> out.writeRawValue("[").writeRaw("1,").writeRaw("\"ü\"").writeRaw(']')),
				value("[\"" + "é".repeat(9000) + "\"]", (out) -> out.writeRawValue("[\"" + "é".repeat(9000) + "\"]")),
				value("[1,{\"a\":2}]",
						(out) -> out.writeStartArray()
							.writeNumber(1)
							.writeRaw("\n ")
							.writeStartObject()
							.writeRaw(" ")
							.writeName("a")
							.writeNumber(2)
							.writeEndObject()
							.writeEndArray()),
				value("\"\ufffd\"", (out) -> out.writeRawValue("\"\ud83d\"")),
				value("\"\ufffd\"", (out) -> out.writeRawValue("\"\\ud83d\"")),
				value("\"\ufffd\"", (out) -> out.writeRawValue("\"\\u0000\"")),
				value("[null,null,1]", (out) -> out.writeRawValue("[NaN,1e999,1]")),
				value("null", (out) -> out.writeRawValue("9".repeat(2000))));
	}

	@ParameterizedTest
	@MethodSource({ "values", "rawValues" })
	void writesWhatTheBackendCanRead(String expected, Consumer<JsonGenerator> content) {
		assertThat(field(content)).isEqualTo(mapper.readTree(expected));
		assertThat(property(content)).isEqualTo(mapper.readTree(expected));
	}

	static Stream<Arguments> wholeValues() {
		return Stream.of(value("[1]", (out) -> out.writeRaw("[1]")), value("[1]", (out) -> out.writeRaw("x[1]", 1, 3)),
				value("[1]", (out) -> out.writeRaw("x[1]".toCharArray(), 1, 3)), value("1", (out) -> out.writeRaw('1')),
				value("[1]", (out) -> out.writeRaw(wronglyEncoded("[1]"))),
				value("[1]", (out) -> out.writeStartArray().writeNumber(1).writeEndArray().close()));
	}

	@ParameterizedTest
	@MethodSource("wholeValues")
	void writesCompleteRawValueOfField(String expected, Consumer<JsonGenerator> content) {
		assertThat(field(content)).isEqualTo(mapper.readTree(expected));
		assertThat(property(content).isNull()).isTrue();
	}

	static Stream<Consumer<JsonGenerator>> invalid() {
		return Stream.of((out) -> {
		}, JsonGenerator::writeStartArray, JsonGenerator::writeEndArray, (out) -> out.writeNull().writeNull(),
				(out) -> out.writeStartObject().writeName("a"),
				(out) -> out.writeStartObject().writeName("a").writeEndObject(),
				(out) -> out.writeStartObject().writeName("a").writeName("b").writeNull().writeEndObject(),
				(out) -> out.writeStartObject().writeNull(), (out) -> out.writeStartArray().writeEndObject(),
				(out) -> out.writeName("a"), (out) -> out.writeRaw("}{"), (out) -> out.writeRawValue("1,2"),
				(out) -> out.writeRawValue(""), (out) -> out.writeRawValue("[1").writeNull(),
				(out) -> out.writeRawValue("\"\0\""), (out) -> out.writeNull().writeRaw("1"),
				(out) -> out.writeRawValue("1").writeRawValue("1"), (out) -> out.writeRaw("{}").writeRaw("{}"),
				(out) -> out.writeRawUTF8String(latin1("\""), 0, 1), (out) -> out.writeNumber("1}".toCharArray(), 0, 2),
				(out) -> out.writeRawValue("[".repeat(101) + "]".repeat(101)),
				(out) -> out.writeString(new Endless(), -1),
				(out) -> out.configure(StreamWriteFeature.AUTO_CLOSE_CONTENT, true).writeStartArray());
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void invalidValueBecomesNull(Consumer<JsonGenerator> content) {
		assertThat(field(content).isNull()).isTrue();
		assertThat(property(content).isNull()).isTrue();
	}

	@Test
	void hidesItsOutputFromSerializers() {
		field((out) -> assertThat(out.writeNull().streamWriteOutputTarget()).isNull());
	}

	@Test
	void reportsFailureRatherThanNonFiniteNumber() {
		JsonBuffer out = new JsonBuffer(LIMIT);
		encoder.object(Map.of("value", new Content((generator) -> {
			generator.writeStartArray().writeNumber(Double.NaN);
			throw new IllegalStateException("lazy");
		})), out, LIMIT);
		assertThat(out.problems().get("value")).hasMessageContaining("lazy");
	}

	@Test
	void addedFieldReplacesRawField() {
		JsonNode json = write(new Content((out) -> out.writeStartObject().writeRaw("\"a\":1,\"b\":2").writeEndObject()),
				Map.of("b", 3));
		assertThat(json).isEqualTo(mapper.readTree("{\"a\":1,\"b\":3}"));
	}

	/**
	 * Each sequence of calls results in the same JSON as with Jackson's generator, or in
	 * null if Jackson's generator doesn't write exactly one valid value.
	 */
	@Test
	void randomCallsHaveSameResultAsWithJackson() {
		Random random = new Random(4711);
		int valid = 0;
		for (int i = 0; i < 3_000; i++) {
			List<Function<JsonGenerator, ?>> calls = new ArrayList<>();
			for (int length = 1 + random.nextInt(8); length > 0; length--) {
				calls.add(CALLS.get(random.nextInt(CALLS.size())));
			}
			Consumer<JsonGenerator> content = (out) -> calls.forEach((call) -> call.apply(out));
			JsonNode expected = jackson(content);
			valid += (expected != null) ? 1 : 0;
			assertThat(field(content)).as("%s", i).isEqualTo((expected != null) ? expected : NullNode.getInstance());
			property(content);
		}
		assertThat(valid).isGreaterThan(100);
	}

	private static final List<Function<JsonGenerator, ?>> CALLS = List.of(JsonGenerator::writeStartArray,
			JsonGenerator::writeEndArray, JsonGenerator::writeStartObject, JsonGenerator::writeEndObject,
			JsonGenerator::writeStartArray, JsonGenerator::writeEndArray, JsonGenerator::writeStartObject,
			JsonGenerator::writeEndObject, (out) -> out.writeName("a"), (out) -> out.writeName("b\"\u20ac"),
			(out) -> out.writeName("c"), (out) -> out.writeName(new SerializedString("d")), (out) -> out.writeNumber(1),
			(out) -> out.writeNumber(2.5), (out) -> out.writeNumber(new BigDecimal("3.10")), JsonGenerator::writeNull,
			(out) -> out.writeString("\t\ud83d\ude00"), (out) -> out.writeBoolean(true), (out) -> out.writeRaw(" "),
			(out) -> out.writeRaw(","), (out) -> out.writeRaw('}'), (out) -> out.writeRawValue("[4]"),
			(out) -> out.writeRawValue("5"), (out) -> out.writeBinary(new byte[] { 6 }),
			(out) -> out.writePOJO(List.of(7)), (out) -> out.writeNumberProperty("e", 8));

	private static @Nullable JsonNode jackson(Consumer<JsonGenerator> content) {
		StringWriter json = new StringWriter();
		JsonMapper lenient = mapper.rebuild().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();
		try (JsonGenerator generator = lenient.createGenerator(json)) {
			content.accept(generator);
		}
		catch (JacksonException ex) {
			return null;
		}
		try (JsonParser parser = mapper.createParser(json.toString())) {
			JsonNode tree = parser.readValueAsTree();
			return (tree != null && parser.nextToken() == null) ? tree : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static JsonNode field(Consumer<JsonGenerator> content) {
		return write(Map.of("value", new Content(content)), Map.of()).get("value");
	}

	private static JsonNode property(Consumer<JsonGenerator> content) {
		JsonNode json = write(new Holder(1, new Content(content), 2), Map.of());
		assertThat(json.propertyNames()).contains("before", "value", "after");
		return json.get("value");
	}

	private static JsonNode write(Object data, Map<String, Object> added) {
		JsonBuffer out = new JsonBuffer(LIMIT);
		encoder.object(data, added, out, LIMIT);
		String json = new String(out.toByteArray(), StandardCharsets.UTF_8);
		assertThat(json).doesNotContain("\\u0000").doesNotContainPattern("\\\\u[dD][89a-fA-F]");
		return mapper.readTree(json);
	}

	private static Arguments value(String expected, Consumer<JsonGenerator> content) {
		return arguments(expected, content);
	}

	private static void object(JsonGenerator out, Consumer<JsonGenerator> name) {
		out.writeStartObject();
		name.accept(out);
		out.writeNumber(1).writeEndObject();
	}

	private static void copyStructure(JsonGenerator out) {
		try (JsonParser parser = mapper.createParser("[{\"a\":2.50},\"b\"]")) {
			parser.nextToken();
			out.copyCurrentStructure(parser);
		}
	}

	/**
	 * Create a string whose encoded forms are wrong.
	 */
	private static SerializableString wronglyEncoded(String value) {
		Map<Class<?>, Object> results = Map.of(String.class, value, byte[].class, new byte[] { '"', '}' }, char[].class,
				new char[] { '"', '}' }, int.class, -1);
		return (SerializableString) Proxy.newProxyInstance(BufferGeneratorTests.class.getClassLoader(),
				new Class<?>[] { SerializableString.class },
				(proxy, method, arguments) -> results.get(method.getReturnType()));
	}

	private static byte[] latin1(String string) {
		return string.getBytes(StandardCharsets.ISO_8859_1);
	}

	record Holder(int before, Content value, int after) {

	}

	record Content(Consumer<JsonGenerator> content) {

	}

	static class ContentSerializer extends ValueSerializer<Content> {

		@Override
		public void serialize(Content value, JsonGenerator out, SerializationContext context) {
			value.content().accept(out);
		}

	}

	static class FakeDecimal extends BigDecimal {

		private static final long serialVersionUID = 1L;

		private final String string;

		FakeDecimal(String string) {
			super(1);
			this.string = string;
		}

		@Override
		public String toString() {
			return this.string;
		}

	}

	static class Endless extends Reader {

		@Override
		public int read(char[] buffer, int offset, int length) {
			Arrays.fill(buffer, offset, offset + length, 'x');
			return length;
		}

		@Override
		public void close() {
			// nothing is open
		}

	}

}

package ai.desplega.businessuse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.EventRecorder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that events with data of every kind are sent and can be read by the backend.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventDataTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private final EventRecorder recorder = new EventRecorder();

	@AfterEach
	void close() {
		this.recorder.close();
	}

	@Test
	void ordinaryValuesArriveUnchanged() {
		Map<String, @Nullable Object> data = new LinkedHashMap<>();
		data.put("text", "Grüße \"quoted\" \\ \n\t\r \u0001 \ud83d\ude00 日本");
		data.put("int", 1);
		data.put("long", Long.MIN_VALUE);
		data.put("short", (short) -3);
		data.put("byte", (byte) 4);
		data.put("char", 'c');
		data.put("double", 9.99);
		data.put("float", 0.1f);
		data.put("bool", true);
		data.put("nothing", null);
		data.put("big", new BigDecimal("12345678901234567890.12"));
		data.put("integer", new BigInteger("123456789012345678901234567890"));
		data.put("list", List.of(1, "two", List.of()));
		data.put("map", Map.of("a", Map.of("b", 1)));
		data.put("array", new int[] { 1, 2 });
		data.put("bytes", new byte[] { 1, 2, 3 });
		data.put("optional", Optional.of("there"));
		data.put("empty", Optional.empty());
		data.put("optionalInt", OptionalInt.of(3));
		data.put("enum", TimeUnit.SECONDS);
		data.put("uuid", new UUID(0, 1));
		data.put("instant", Instant.EPOCH);
		data.put("date", LocalDate.of(2026, 11, 23));
		data.put("duration", Duration.ofSeconds(90));
		data.put("record", new Money(new BigDecimal("9.99"), "EUR"));
		data.put("counter", new AtomicInteger(7));
		data.put("builder", new StringBuilder("built"));
		assertThat(this.recorder.data(data)).isEqualTo(json("""
				{"text":"Grüße \\"quoted\\" \\\\ \\n\\t\\r \\u0001 \ud83d\ude00 日本","int":1,"long":-9223372036854775808,
				"short":-3,"byte":4,"char":"c","double":9.99,"float":0.1,"bool":true,"nothing":null,
				"big":12345678901234567890.12,"integer":123456789012345678901234567890,"list":[1,"two",[]],
				"map":{"a":{"b":1}},"array":[1,2],"bytes":"AQID","optional":"there","empty":null,"optionalInt":3,
				"enum":"SECONDS","uuid":"00000000-0000-0000-0000-000000000001","instant":"1970-01-01T00:00:00Z",
				"date":"2026-11-23","duration":"PT1M30S","record":{"amount":9.99,"currency":"EUR"},"counter":7,
				"builder":"built"}"""));
		assertThat(this.recorder.lines()).isEmpty();
	}

	@Test
	void encodesRecordBeanAndTreeAsObjects() {
		Money money = new Money(new BigDecimal("1.5"), "EUR");
		assertThat(this.recorder.data(money)).isEqualTo(json("{\"amount\":1.5,\"currency\":\"EUR\"}"));
		assertThat(this.recorder.data(new Order()))
			.isEqualTo(json("{\"id\":\"o\",\"price\":{\"amount\":2,\"currency\":\"USD\"}}"));
		assertThat(this.recorder.data(mapper.createObjectNode().put("a", 1))).isEqualTo(json("{\"a\":1}"));
		assertThat(this.recorder.data(Optional.of(money))).isEqualTo(json("{\"amount\":1.5,\"currency\":\"EUR\"}"));
		assertThat(this.recorder.data(Map.entry("a", 1))).isEqualTo(json("{\"a\":1}"));
		assertThat(this.recorder.lines()).isEmpty();
	}

	@Test
	void laterChangeHasNoEffect() {
		Map<String, Object> data = new HashMap<>(Map.of("a", 1));
		this.recorder.act((event) -> event.data(data));
		data.put("a", 2);
		this.recorder.flush();
		assertThat(this.recorder.backend().events().get(0).get("data")).isEqualTo(json("{\"a\":1}"));
	}

	@Test
	void numbersThatAreNotFiniteBecomeNull() {
		Map<String, Object> data = new TreeMap<>();
		data.put("a", Double.NaN);
		data.put("b", Float.NEGATIVE_INFINITY);
		data.put("c", new double[] { 1, Double.POSITIVE_INFINITY });
		data.put("d", new float[] { Float.NaN, 2 });
		data.put("e", List.of(Double.NaN, 3.5));
		data.put("f", new Measured(Double.NaN, Float.POSITIVE_INFINITY, 1.5));
		data.put("g", Optional.of(Double.NaN));
		data.put("h", new Double[] { Double.NaN, 4.0 });
		data.put("i", Map.of("x", Float.NaN));
		data.put("j", mapper.createArrayNode().add(Double.NaN).add(Float.NaN));
		data.put("k", -0.0);
		assertThat(this.recorder.data(data)).isEqualTo(json("""
				{"a":null,"b":null,"c":[1.0,null],"d":[null,2.0],"e":[null,3.5],"f":{"a":null,"b":null,"c":1.5},
				"g":null,"h":[null,4.0],"i":{"x":null},"j":[null,null],"k":-0.0}"""));
	}

	@Test
	void numbersOutOfDoubleRangeBecomeNull() {
		Map<String, Object> data = new TreeMap<>();
		data.put("a", new BigDecimal("1E+400"));
		data.put("b", new BigInteger("9".repeat(400)));
		data.put("c", List.of(new BigDecimal("-1E+2147483647"), new BigInteger("9".repeat(5000)), 1));
		data.put("d", new BigDecimal(BigInteger.ONE.shiftLeft(10_000_000), 3_000_000));
		data.put("e", new BigDecimal("1E-400"));
		data.put("f", new BigDecimal("0.1"));
		data.put("g", new BigDecimal("1.7976931348623157E+308"));
		data.put("h", mapper.createArrayNode().add(new BigDecimal("1E+400")).add(new BigInteger("9".repeat(400))));
		data.put("i", new HostileNumber());
		JsonNode arrived = this.recorder.data(data);
		assertThat(arrived).isEqualTo(json("""
				{"a":null,"b":null,"c":[null,null,1],"d":null,"e":1E-400,"f":0.1,"g":1.7976931348623157E+308,
				"h":[null,null],"i":null}"""));
	}

	@Test
	void replacesCharactersThatDatabasesReject() {
		String bad = "a\u0000b\ud83dc\ude00d\ud83d\ude00";
		String good = "a\uFFFDb\uFFFDc\uFFFDd\ud83d\ude00";
		Map<String, Object> data = new LinkedHashMap<>();
		data.put(bad, bad);
		data.put("nested", Map.of(bad, List.of(bad, new Money(BigDecimal.ONE, bad))));
		data.put("builder", new StringBuilder(bad));
		data.put("chars", bad.toCharArray());
		data.put("char", '\ud83d');
		data.put("enum", Odd.BROKEN);
		data.put("tree", mapper.createObjectNode().put(bad, bad));
		JsonNode arrived = this.recorder.event((event) -> event.id(bad)
			.flow(bad)
			.runId(bad)
			.description(bad)
			.depIds("x" + bad)
			.filter(ai.desplega.businessuse.rule.Expr.js(bad))
			.additionalMeta(Map.of(bad, bad))
			.data(data));
		assertThat(arrived.get("id").asString()).isEqualTo(good);
		assertThat(arrived.get("run_id").asString()).isEqualTo(good);
		assertThat(arrived.get("description").asString()).isEqualTo(good);
		assertThat(arrived.get("dep_ids").get(0).asString()).isEqualTo("x" + good);
		assertThat(arrived.get("filter").get("script").asString()).isEqualTo(good);
		assertThat(arrived.get("additional_meta").get(good).asString()).isEqualTo(good);
		JsonNode arrivedData = arrived.get("data");
		assertThat(arrivedData.get(good).asString()).isEqualTo(good);
		assertThat(arrivedData.get("nested").get(good).get(1).get("currency").asString()).isEqualTo(good);
		assertThat(arrivedData.get("tree").get(good).asString()).isEqualTo(good);
		assertThat(arrivedData.get("char").asString()).isEqualTo("\uFFFD");
	}

	@Test
	void repairsInvalidPropertyName() {
		JsonNode arrived = this.recorder.data(new OddlyNamed());
		assertThat(arrived.get("fine").asInt()).isOne();
		assertThat(arrived.propertyNames()).hasSize(3);
	}

	@Test
	void cycleReplacesOnlyItsFieldByNull() {
		Map<String, Object> cycle = new HashMap<>();
		cycle.put("self", cycle);
		cycle.put("price", 5);
		assertThat(this.recorder.data(cycle)).isEqualTo(json("{\"self\":null,\"price\":5}"));
		List<Object> list = new ArrayList<>();
		list.add(list);
		assertThat(this.recorder.data(Map.of("list", list))).isEqualTo(json("{\"list\":null}"));
		Person anna = new Person("Anna");
		Person bert = new Person("Bert");
		anna.friend = bert;
		bert.friend = anna;
		assertThat(this.recorder.data(anna)).isEqualTo(json("{\"name\":\"Anna\",\"friend\":null}"));
		anna.friend = anna;
		assertThat(this.recorder.data(anna)).isEqualTo(json("{\"name\":\"Anna\",\"friend\":null}"));
	}

	@Test
	void deepNestingLosesOnlyItsField() {
		Object deep = "bottom";
		for (int i = 0; i < 100_000; i++) {
			deep = Collections.singletonMap("down", deep);
		}
		assertThat(this.recorder.data(Map.of("deep", deep))).isEqualTo(json("{\"deep\":null}"));
		Object deepList = 1;
		for (int i = 0; i < 100_000; i++) {
			deepList = new Object[] { deepList };
		}
		assertThat(this.recorder.data(Map.of("deep", deepList))).isEqualTo(json("{\"deep\":null}"));
	}

	static Stream<Supplier<Object>> endless() {
		return Stream.of(() -> (Iterable<Object>) Endless::new, Endless::new, () -> IntStream.iterate(0, (i) -> i + 1),
				() -> Stream.generate(() -> "x"), EndlessList::new, () -> new EndlessMap((i) -> "k" + i),
				() -> "x".repeat(10_000_000), () -> new byte[1_000_000], () -> new int[1_000_000],
				() -> Collections.nCopies(1_000_000, Collections.nCopies(1_000_000, 1)));
	}

	@ParameterizedTest
	@MethodSource("endless")
	void infiniteFieldBecomesNull(Supplier<Object> endless) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("before", 1);
		data.put("endless", endless.get());
		data.put("after", 2);
		assertThat(this.recorder.data(data)).isEqualTo(json("{\"before\":1,\"endless\":null,\"after\":2}"));
		assertThat(this.recorder.lines()).singleElement()
			.asString()
			.startsWith(
					"WARN Event 'paid' (flow 'checkout'): data that can't be encoded was replaced by null or omitted:"
							+ " endless: ")
			.containsAnyOf("exceeds the maximum size of an event", "can be read only once");
	}

	@Test
	void infinitePropertyBecomesNull() {
		assertThat(this.recorder.data(new Holder("before", (Iterable<Object>) Endless::new, "after")))
			.isEqualTo(json("{\"first\":\"before\",\"second\":null,\"third\":\"after\"}"));
	}

	@Test
	void fieldWithInfiniteTreeBecomesNull() {
		ObjectNode tree = mapper.createObjectNode().put("before", 1).put("large", "x".repeat(100_000)).put("after", 2);
		assertThat(this.recorder.data(tree)).isEqualTo(json("{\"before\":1,\"large\":null,\"after\":2}"));
	}

	@Test
	void infiniteDataIsTooLarge() {
		String line = this.recorder.refusal((event) -> event.data(new EndlessMap((i) -> "k" + i)));
		assertThat(line).isEqualTo("WARN Dropped event 'paid' (flow 'checkout'): it exceeds 65536 bytes;"
				+ " see business-use.max-event-bytes");
		assertThat(this.recorder.status().dropped(DropReason.TOO_LARGE)).isOne();
	}

	@Test
	void infiniteMapOfInvalidKeysIsLimited() {
		assertThat(this.recorder.data(new EndlessMap((i) -> new Hostile(new IllegalStateException("no name")))))
			.isEmpty();
		String huge = "k".repeat(100_000);
		assertThat(this.recorder.data(new EndlessMap((i) -> huge))).isEmpty();
	}

	@Test
	void addingToAnEndlessMapIsRefused() {
		assertThat(this.recorder.refusal((event) -> event.data(new EndlessMap((i) -> "same")).data("a", 1)))
			.startsWith("WARN Dropped event 'paid' (flow 'checkout'): it exceeds 65536 bytes");
	}

	@Test
	void limitAppliesToWholeEvent() {
		int envelope = this.recorder.event((event) -> event.data(new TreeMap<>(Map.of("a", "")))).toString().length();
		int room = 65_536 - envelope;
		for (Supplier<Object> data : List.<Supplier<Object>>of(() -> Map.of("a", "x".repeat(room)),
				() -> new Single("x".repeat(room)), () -> mapper.createObjectNode().put("a", "x".repeat(room)))) {
			assertThat(this.recorder.data(data.get()).get("a").asString()).hasSize(room);
		}
		assertThat(this.recorder.backend().sizes()).last().isEqualTo(65_536 + 2);
		assertThat(this.recorder.refusal((event) -> event.data("a", "x".repeat(room + 1)))).contains("exceeds 65536");
		this.recorder.act((event) -> event.data(new Single("x".repeat(room + 1))));
		assertThat(this.recorder.status().dropped(DropReason.TOO_LARGE)).isEqualTo(2);
	}

	@Test
	void fittingFieldsMayBeTooLargeInTotal() {
		Map<String, Object> data = Map.of("a", "x".repeat(40_000), "b", "y".repeat(40_000));
		assertThat(this.recorder.refusal((event) -> event.data(data))).contains("exceeds 65536 bytes");
		this.recorder.act((event) -> event.data(new Holder("x".repeat(40_000), "y".repeat(40_000), "")));
		assertThat(this.recorder.status().dropped(DropReason.TOO_LARGE)).isEqualTo(2);
	}

	@Test
	void thousandsOfFieldsAreFineWhileTheyFit() {
		Map<String, Object> data = new HashMap<>();
		IntStream.range(0, 5000).forEach((i) -> data.put("f" + i, i));
		assertThat(this.recorder.data(data)).hasSize(5000);
	}

	static Stream<Throwable> throwables() {
		return Stream.of(new IllegalStateException("boom"), new UncheckedIOException(new IOException("lazy")),
				new StackOverflowError(), new OutOfMemoryError("not really"), new AssertionError("assert"),
				new NoClassDefFoundError("gone"), new LinkageError(), new HostileException());
	}

	@ParameterizedTest
	@MethodSource("throwables")
	void failingGetterLosesOnlyItsProperty(Throwable thrown) {
		assertThat(this.recorder.data(new Failing(thrown))).isEqualTo(json("{\"a\":1,\"bad\":null,\"z\":2}"));
		assertThat(this.recorder.lines()).singleElement()
			.asString()
			.startsWith(
					"WARN Event 'paid' (flow 'checkout'): data that can't be encoded was replaced by null or omitted: bad: ")
			.hasLineCount(1)
			.hasSizeLessThan(1000);
	}

	@Test
	void aGetterThatFailsLeavesTheOtherPropertiesUnchanged() {
		String bad = "a\u0000\ud83d";
		Object data = new Object() {

			@SuppressWarnings("unused")
			public final List<Object> values = Arrays.asList(1, Long.MIN_VALUE, new BigDecimal("1.10"), 0.1, true, null,
					bad, Map.of(bad, Double.NaN));

			@SuppressWarnings("unused")
			public int getBad() {
				throw new IllegalStateException("lazy");
			}

		};
		assertThat(this.recorder.data(data)).isEqualTo(json(
				"{\"values\":[1,-9223372036854775808,1.10,0.1,true,null,\"a\uFFFD\uFFFD\",{\"a\uFFFD\uFFFD\":null}],"
						+ "\"bad\":null}"));
		assertThat(this.recorder.lines()).singleElement()
			.asString()
			.contains("bad: ", "values: is not a finite number that a double can hold");
	}

	@ParameterizedTest
	@MethodSource("throwables")
	void failingValueLosesOnlyItsField(Throwable thrown) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("a", 1);
		data.put("bad", new Failing(thrown));
		data.put("z", 2);
		assertThat(this.recorder.data(data)).isEqualTo(json("{\"a\":1,\"bad\":null,\"z\":2}"));
	}

	@ParameterizedTest
	@MethodSource("throwables")
	void failingKeyLosesOnlyItsField(Throwable thrown) {
		Map<Object, Object> data = new LinkedHashMap<>();
		data.put("a", 1);
		data.put(new Hostile(thrown), "x");
		data.put("nested", Map.of(new Hostile(thrown), 1));
		data.put("z", 2);
		assertThat(this.recorder.data(data)).isEqualTo(json("{\"a\":1,\"nested\":null,\"z\":2}"));
	}

	@ParameterizedTest
	@MethodSource("throwables")
	void keepsTheEntriesBeforeAFailureOfAMap(Throwable thrown) {
		assertThat(this.recorder.data(new FailingMap(thrown, 2))).isEqualTo(json("{\"k0\":0,\"k1\":1}"));
		assertThat(this.recorder.data(new FailingMap(thrown, 0))).isEmpty();
	}

	@Test
	void nonStringKeysBecomeStrings() {
		Map<@Nullable Object, Object> data = new LinkedHashMap<>();
		data.put(2, 2);
		data.put(TimeUnit.DAYS, 3);
		data.put(new UUID(0, 4), 4);
		data.put(List.of(), 5);
		assertThat(this.recorder.data(data))
			.isEqualTo(json("{\"2\":2,\"DAYS\":3,\"00000000-0000-0000-0000-000000000004\":4,\"[]\":5}"));
	}

	@Test
	void nameOfInvalidFieldCannotForgeLogMessage() {
		this.recorder.data(Map.of("x\nERROR forged " + "y".repeat(10_000), new Failing(new IllegalStateException())));
		assertThat(this.recorder.lines()).singleElement().asString().hasLineCount(1).hasSizeLessThan(2000);
	}

	@Test
	void mapMayChangeWhileItIsEncoded() {
		Map<String, Object> data = new HashMap<>();
		data.put("a", new Object() {

			@JsonValue
			public int value() {
				IntStream.range(0, 100).forEach((i) -> data.put("new" + i, i));
				return 1;
			}

		});
		data.put("b", 2);
		this.recorder.data(data);
	}

	@Test
	void getterMayRecordAnEvent() {
		this.recorder.act((event) -> event.data("a", new Recording(this.recorder.client(), 3)));
		this.recorder.flush();
		assertThat(this.recorder.backend().events()).hasSize(4)
			.last()
			.satisfies((event) -> assertThat(event.get("data")).isEqualTo(json("{\"a\":{\"left\":3}}")));
	}

	@Test
	void getterMayRecordItselfRecursively() {
		this.recorder.act((event) -> event.data(new RecordingItself(this.recorder.client())));
		ClientStatus status = this.recorder.status();
		assertThat(status.recorded()).isPositive();
		this.recorder.client().close();
		assertThat(this.recorder.backend().complaints()).isEmpty();
	}

	@Test
	void equalsAndHashCodeAreNeverCalled() {
		assertThat(this.recorder.data(Map.of("a", new Incomparable()))).isEqualTo(json("{\"a\":{\"x\":1}}"));
		assertThat(this.recorder.event((event) -> event.data("a", new Incomparable()).data("b", new Incomparable()))
			.get("data")).hasSize(2);
	}

	@Test
	void rejectsRawJson() {
		assertThat(this.recorder.data(new Raw())).isEqualTo(json("{\"ok\":1,\"raw\":null}"));
		assertThat(this.recorder.data(Map.of("a", new RawValue("}broken")))).isEqualTo(json("{\"a\":null}"));
		assertThat(this.recorder.data(Map.of("a", mapper.createObjectNode().putRawValue("x", new RawValue("]")))))
			.isEqualTo(json("{\"a\":null}"));
	}

	@Test
	void sendsRawJsonOfOneValue() {
		assertThat(this.recorder.data(Map.of("a", new RawValue("{\"x\": [1, 2.50]}"), "b", new RawValue(" null "))))
			.isEqualTo(json("{\"a\":{\"x\":[1,2.50]},\"b\":null}"));
		assertThat(this.recorder.lines()).isEmpty();
		assertThat(this.recorder.data(Map.of("a", new RawValue("1,\"admin\":true")))).isEqualTo(json("{\"a\":null}"));
	}

	static Stream<Object> brokenlySerialized() {
		return Stream.of(new WritesNothing(), new WritesTwice(), new LeavesOpen(), new ClosesTooMuch(),
				new WritesBrokenNumber(), new NamesWithoutValue(), new LeavesNameOpen(), new Reopens(), new WritesRaw(),
				new WritesBrokenUtf8(), new ThrowsAfterHalf());
	}

	@ParameterizedTest
	@MethodSource("brokenlySerialized")
	void invalidSerializerLosesOnlyItsField(Object broken) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("a", 1);
		data.put("bad", broken);
		data.put("z", 2);
		JsonNode arrived = this.recorder.data(data);
		assertThat(arrived.get("a").asInt()).isOne();
		assertThat(arrived.get("z").asInt()).isEqualTo(2);
		assertThat(arrived).hasSize(3);
	}

	@ParameterizedTest
	@MethodSource("brokenlySerialized")
	void invalidSerializerLosesOnlyItsProperty(Object broken) {
		JsonNode arrived = this.recorder.data(new Holder(1, broken, 2));
		assertThat(arrived.get("first").asInt()).isOne();
		assertThat(arrived.get("third").asInt()).isEqualTo(2);
		assertThat(arrived).hasSize(3);
	}

	@ParameterizedTest
	@MethodSource("brokenlySerialized")
	void invalidSerializerOfDataLosesOnlyItsEvent(Object broken) {
		this.recorder.act((event) -> event.data(broken));
		this.recorder.act((event) -> event.data("a", 1));
		this.recorder.flush();
		assertThat(this.recorder.backend().events()).isNotEmpty()
			.last()
			.satisfies((event) -> assertThat(event.get("data")).isEqualTo(json("{\"a\":1}")));
	}

	@Test
	void unsupportedTypeIsSentAsEmptyObject() {
		assertThat(this.recorder.data(new Conflicting())).isEmpty();
		assertThat(this.recorder.lines()).singleElement().asString().contains("(all): ");
		assertThat(this.recorder.data(Map.of("a", new Conflicting(), "b", 1))).isEqualTo(json("{\"a\":null,\"b\":1}"));
	}

	@Test
	void annotationsApplyEvenIfPropertyFails() {
		assertThat(this.recorder.data(new Annotated()))
			.isEqualTo(json("{\"renamed\":1,\"amount\":3,\"currency\":\"EUR\",\"failing\":null}"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void metaIsTreatedLikeData(boolean failing) {
		Map<String, Object> meta = failing ? new FailingMap(new IllegalStateException(), 1) : Map.of("k0", 0);
		assertThat(this.recorder.event((event) -> event.additionalMeta(meta)).get("additional_meta"))
			.isEqualTo(json("{\"k0\":0}"));
		assertThat(this.recorder.event((event) -> event.additionalMeta(Map.of())).has("additional_meta")).isFalse();
	}

	private static JsonNode json(String text) {
		return mapper.readerFor(JsonNode.class)
			.with(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.readValue(text);
	}

	record Money(BigDecimal amount, String currency) {
	}

	record Measured(double a, float b, double c) {
	}

	record Holder(Object first, Object second, Object third) {
	}

	record Single(String a) {
	}

	record Failing(Throwable thrown) {

		Failing {
			// created with the exception that its accessor throws
		}

		@JsonProperty("a")
		public int first() {
			return 1;
		}

		@JsonProperty("bad")
		@Override
		public Throwable thrown() {
			throw sneaky(this.thrown);
		}

		@JsonProperty("z")
		public int last() {
			return 2;
		}

		@SuppressWarnings("unchecked")
		static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
			throw (T) thrown;
		}

	}

	static class Order {

		public String getId() {
			return "o";
		}

		public Money getPrice() {
			return new Money(BigDecimal.valueOf(2), "USD");
		}

	}

	static class Person {

		public final String name;

		public @Nullable Person friend;

		Person(String name) {
			this.name = name;
		}

	}

	enum Odd {

		@JsonProperty("a\u0000\ud83db")
		BROKEN

	}

	static class OddlyNamed {

		@JsonProperty("nul\u0000")
		public int nul = 2;

		@JsonProperty("lone\ud83d")
		public int lone = 3;

		public int fine = 1;

	}

	static class HostileNumber extends BigDecimal {

		private static final long serialVersionUID = 1L;

		HostileNumber() {
			super(1);
		}

		@Override
		public String toString() {
			return "}broken";
		}

	}

	static class HostileException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new IllegalStateException("even this");
		}

		@Override
		public String toString() {
			throw new StackOverflowError();
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new IllegalStateException();
		}

		@Override
		public synchronized Throwable getCause() {
			return this;
		}

	}

	/**
	 * Object whose methods all throw exceptions.
	 */
	static class Hostile {

		private final Throwable thrown;

		Hostile(Throwable thrown) {
			this.thrown = thrown;
		}

		@Override
		public String toString() {
			throw Failing.<RuntimeException>sneaky(this.thrown);
		}

	}

	static class Incomparable {

		public int x = 1;

		@Override
		public boolean equals(@Nullable Object other) {
			throw new IllegalStateException("equals was called");
		}

		@Override
		public int hashCode() {
			throw new IllegalStateException("hashCode was called");
		}

	}

	static class Endless implements Iterator<Object> {

		@Override
		public boolean hasNext() {
			return true;
		}

		@Override
		public Object next() {
			return 1;
		}

	}

	static class EndlessList extends AbstractList<Object> {

		@Override
		public Object get(int index) {
			return index;
		}

		@Override
		public int size() {
			return Integer.MAX_VALUE;
		}

	}

	static class EndlessMap extends AbstractMap<Object, Object> {

		private final java.util.function.IntFunction<Object> keys;

		EndlessMap(java.util.function.IntFunction<Object> keys) {
			this.keys = keys;
		}

		@Override
		public Set<Map.Entry<Object, Object>> entrySet() {
			return new AbstractSet<>() {

				@Override
				public Iterator<Map.Entry<Object, Object>> iterator() {
					return IntStream.iterate(0, (i) -> i + 1)
						.mapToObj((i) -> Map.<Object, Object>entry(EndlessMap.this.keys.apply(i), 1))
						.iterator();
				}

				@Override
				public int size() {
					return Integer.MAX_VALUE;
				}

			};
		}

	}

	static class FailingMap extends AbstractMap<String, Object> {

		private final Throwable thrown;

		private final int good;

		FailingMap(Throwable thrown, int good) {
			this.thrown = thrown;
			this.good = good;
		}

		@Override
		public int size() {
			throw Failing.<RuntimeException>sneaky(this.thrown);
		}

		@Override
		public Set<Map.Entry<String, Object>> entrySet() {
			if (this.good == 0) {
				throw Failing.<RuntimeException>sneaky(this.thrown);
			}
			return new AbstractSet<>() {

				@Override
				public Iterator<Map.Entry<String, Object>> iterator() {
					return IntStream.iterate(0, (i) -> i + 1).mapToObj((i) -> {
						if (i == FailingMap.this.good) {
							throw Failing.<RuntimeException>sneaky(FailingMap.this.thrown);
						}
						return Map.<String, Object>entry("k" + i, i);
					}).iterator();
				}

				@Override
				public int size() {
					throw Failing.<RuntimeException>sneaky(FailingMap.this.thrown);
				}

			};
		}

	}

	record Recording(BusinessUseClient client, int left) {

		@Override
		@com.fasterxml.jackson.annotation.JsonIgnore
		public BusinessUseClient client() {
			return this.client;
		}

		@Override
		public int left() {
			if (this.left > 0) {
				this.client.act((event) -> event.id("inner")
					.flow("f")
					.runId("1")
					.data("a", new Recording(this.client, this.left - 1)));
			}
			return this.left;
		}

	}

	static class RecordingItself {

		private final BusinessUseClient client;

		RecordingItself(BusinessUseClient client) {
			this.client = client;
		}

		public int getValue() {
			this.client.act((event) -> event.id("inner").flow("f").runId("1").data("a", this));
			return 1;
		}

	}

	static class Raw {

		public int ok = 1;

		@JsonRawValue
		public String raw = "}broken";

	}

	static class Conflicting {

		public int getValue() {
			return 1;
		}

		@JsonProperty("value")
		public int other() {
			return 2;
		}

		@JsonProperty("value")
		public int another() {
			return 3;
		}

	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	static class Annotated {

		@JsonProperty("renamed")
		public int getOriginal() {
			return 1;
		}

		public @Nullable String getAbsent() {
			return null;
		}

		@JsonUnwrapped
		public Money getMoney() {
			return new Money(BigDecimal.valueOf(3), "EUR");
		}

		public int getFailing() {
			throw new IllegalStateException();
		}

	}

	@JsonSerialize(using = WritesNothing.Serializer.class)
	record WritesNothing() {

		static class Serializer extends ValueSerializer<Object> {

			@Override
			public void serialize(Object value, JsonGenerator out, SerializationContext context) {
			}

		}

	}

	@JsonSerialize(using = WritesTwice.Serializer.class)
	record WritesTwice() {

		static class Serializer extends ValueSerializer<Object> {

			@Override
			public void serialize(Object value, JsonGenerator out, SerializationContext context) {
				out.writeStartObject().writeEndObject().writeStartObject().writeEndObject();
			}

		}

	}

	@JsonSerialize(using = LeavesOpen.Serializer.class)
	record LeavesOpen() {

		static class Serializer extends ValueSerializer<Object> {

			@Override
			public void serialize(Object value, JsonGenerator out, SerializationContext context) {
				out.writeStartObject().writeName("a").writeStartArray().writeNumber(1);
			}

		}

	}

	@JsonSerialize(using = ClosesTooMuch.Serializer.class)
	record ClosesTooMuch() {

		static class Serializer extends ValueSerializer<Object> {

			@Override
			public void serialize(Object value, JsonGenerator out, SerializationContext context) {
				out.writeNumber(1);
				out.writeEndObject();
			}

		}

	}

	@JsonSerialize(using = Reopens.Serializer.class)
	record Reopens() {

		static class Serializer extends ValueSerializer<Object> {

			@Override
			public void serialize(Object value, JsonGenerator out, SerializationContext context) {
				out.writeNumber(1);
				out.writeEndObject();
				out.writeStartObject();
			}

		}

	}

	@JsonSerialize(using = WritesBrokenNumber.Serializer.class)
	record WritesBrokenNumber() {

		static class Serializer extends ValueSerializer<Object> {

			@Override
			public void serialize(Object value, JsonGenerator out, SerializationContext context) {
				out.writeStartArray();
				for (String broken : Arrays.asList("NaN", "1,2", "0x1", "01", "", "1e999", "-", "Infinity", "1]",
						null)) {
					out.writeNumber(broken);
				}
				out.writeNumber("1}".toCharArray(), 0, 2);
				out.writeEndArray();
			}

		}

	}

	@JsonSerialize(using = NamesWithoutValue.Serializer.class)
	record NamesWithoutValue() {

		static class Serializer extends ValueSerializer<Object> {

			@Override
			public void serialize(Object value, JsonGenerator out, SerializationContext context) {
				out.writeStartObject().writeName("a").writeEndObject();
			}

		}

	}

	@JsonSerialize(using = LeavesNameOpen.Serializer.class)
	record LeavesNameOpen() {

		static class Serializer extends ValueSerializer<Object> {

			@Override
			public void serialize(Object value, JsonGenerator out, SerializationContext context) {
				out.writeStartObject().writeName("a");
			}

		}

	}

	@JsonSerialize(using = WritesRaw.Serializer.class)
	record WritesRaw() {

		static class Serializer extends ValueSerializer<Object> {

			@Override
			public void serialize(Object value, JsonGenerator out, SerializationContext context) {
				out.writeRaw("}{");
			}

		}

	}

	@JsonSerialize(using = WritesBrokenUtf8.Serializer.class)
	record WritesBrokenUtf8() {

		static class Serializer extends ValueSerializer<Object> {

			@Override
			public void serialize(Object value, JsonGenerator out, SerializationContext context) {
				out.writeUTF8String(new byte[] { (byte) 0xC3, 0x28, '"', 0 }, 0, 4);
			}

		}

	}

	@JsonSerialize(using = ThrowsAfterHalf.Serializer.class)
	record ThrowsAfterHalf() {

		static class Serializer extends ValueSerializer<Object> {

			@Override
			public void serialize(Object value, JsonGenerator out, SerializationContext context) {
				out.writeStartObject().writeName("a");
				throw new AssertionError("half way");
			}

		}

	}

}

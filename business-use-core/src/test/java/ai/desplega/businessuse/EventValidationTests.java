package ai.desplega.businessuse;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.EventRecorder;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the validation of events, and of the log message for an invalid one, which
 * names the event and the reason.
 */
@Timeout(60)
class EventValidationTests {

	private static final String PAID = "WARN Dropped event 'paid' (flow 'checkout'): ";

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private final EventRecorder recorder = new EventRecorder();

	@AfterEach
	void close() {
		this.recorder.close();
	}

	@Test
	void completeEventHasWireFormat() {
		Instant before = Instant.now();
		JsonNode event = this.recorder.event((builder) -> builder.description("Payment \"done\"")
			.depIds("cart_created", "cart_paid")
			.filter(Expr.python("data['total'] > 0"))
			.validator(Expr.js("data.total === 9.99"))
			.timeout(Duration.ofSeconds(30))
			.timeout(Duration.ofMillis(1500))
			.additionalMeta(Map.of("host", "a"))
			.data("total", 9.99)
			.data("currency", "EUR"));
		long time = event.get("ts").asLong();
		assertThat(Instant.EPOCH.plusNanos(time)).isBetween(before.truncatedTo(ChronoUnit.MICROS), Instant.now());
		Map<String, Object> expected = new LinkedHashMap<>();
		expected.put("flow", "checkout");
		expected.put("id", "paid");
		expected.put("run_id", "4711");
		expected.put("type", "assert");
		expected.put("ts", time);
		expected.put("description", "Payment \"done\"");
		expected.put("dep_ids", List.of("cart_created", "cart_paid"));
		expected.put("filter", Map.of("engine", "python", "script", "data['total'] > 0"));
		expected.put("validator", Map.of("engine", "js", "script", "data.total === 9.99"));
		expected.put("conditions", List.of(Map.of("timeout_ms", 1500)));
		expected.put("additional_meta", Map.of("host", "a"));
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("total", new BigDecimal("9.99"));
		data.put("currency", "EUR");
		expected.put("data", data);
		assertThat(event).isEqualTo(mapper.valueToTree(expected));
	}

	@Test
	void omitsAbsentValues() {
		JsonNode event = this.recorder.event((builder) -> builder.description(null)
			.depIds()
			.filter((Expr) null)
			.validator((Expr) null)
			.timeout(null)
			.additionalMeta(null));
		assertThat(event.propertyNames()).containsExactly("flow", "id", "run_id", "type", "ts", "data");
		assertThat(event.get("data")).isEmpty();
	}

	@Test
	void lastValueOfFieldApplies() {
		assertThat(this.recorder.event((event) -> event.data("a", 1).data("b", 2).data("a", 3)).get("data"))
			.isEqualTo(mapper.readTree("{\"a\":3,\"b\":2}"));
		assertThat(this.recorder.event((event) -> event.data(Map.of("a", 1)).data("a", 2).data("b", 3)).get("data"))
			.isEqualTo(mapper.readTree("{\"a\":2,\"b\":3}"));
		assertThat(this.recorder.event((event) -> event.data("a", 1).data(Map.of("b", 2))).get("data"))
			.isEqualTo(mapper.readTree("{\"b\":2}"));
	}

	@Test
	void fieldWithNullNameIsNamedNull() {
		assertThat(this.recorder.event((event) -> event.data(nothing(), 1).data("a", 2).data(nothing(), 3)).get("data"))
			.isEqualTo(mapper.readTree("{\"null\":3,\"a\":2}"));
	}

	@Test
	void theMapOfTheApplicationIsNotChanged() {
		Map<String, Object> data = new LinkedHashMap<>(Map.of("a", 1));
		this.recorder.event((event) -> event.data(data).data("b", 2));
		assertThat(data).containsOnlyKeys("a");
	}

	@Test
	void anIdMayBeAnyString() {
		String odd = " weird \"id\" \n with ü and \ud83d\ude00 and ' and \\ ";
		JsonNode event = this.recorder.event((builder) -> builder.id(odd).flow(odd).runId(odd).depIds("x" + odd));
		assertThat(event.get("id").asString()).isEqualTo(odd);
		assertThat(event.get("flow").asString()).isEqualTo(odd);
		assertThat(event.get("run_id").asString()).isEqualTo(odd);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "\t\n", "\u2003" })
	void anEventNeedsAnIdAFlowAndARun(@Nullable String blank) {
		String what = (blank == null) ? "missing" : "blank";
		String shown = "'" + String.valueOf(blank).replaceAll("[\t\n]", " ") + "'";
		String shownId = (blank == null) ? "without id" : shown;
		String shownFlow = (blank == null) ? "no flow" : "flow " + shown;
		assertThat(this.recorder.refusal((event) -> event.id(blank)))
			.isEqualTo("WARN Dropped event " + shownId + " (flow 'checkout'): the id is " + what);
		assertThat(this.recorder.refusal((event) -> event.flow(blank)))
			.isEqualTo("WARN Dropped event 'paid' (" + shownFlow + "): the flow is " + what);
		assertThat(this.recorder.refusal((event) -> event.runId(blank))).isEqualTo(PAID + "the run id is " + what);
		assertThat(this.recorder.status().dropped(DropReason.INVALID)).isEqualTo(3);
	}

	@Test
	void validatesShortForm() {
		this.recorder.client().act(nothing(), nothing(), nothing());
		assertThat(this.recorder.lines()).containsExactly("WARN Dropped event without id (no flow): the id is missing");
		this.recorder.client().act("a", FlowRun.of("f", nothing()), Map.of());
		assertThat(this.recorder.lines()).last().isEqualTo("WARN Dropped event 'a' (flow 'f'): the run id is missing");
	}

	@Test
	void nullDescriptionIsInvalidEvent() {
		this.recorder.client().act(EventValidationTests.<Consumer<BusinessEvent.Builder>>nothing());
		assertThat(this.recorder.lines()).singleElement()
			.asString()
			.startsWith("WARN Dropped event without id (no flow): creating the event failed:"
					+ " java.lang.NullPointerException");
	}

	static Stream<Arguments> notObjects() {
		return Stream.of(Arguments.of("text", "java.lang.String"),
				Arguments.of(List.of(Map.of()), "java.util.Immutable"), Arguments.of(1, "java.lang.Integer"),
				Arguments.of(true, "java.lang.Boolean"), Arguments.of(new int[] { 1 }, "[I"),
				Arguments.of('c', "java.lang.Character"), Arguments.of(TimeUnit.DAYS, "java.util.concurrent.TimeUnit"),
				Arguments.of(Instant.EPOCH, "java.time.Instant"), Arguments.of(Optional.empty(), "java.util.Optional"),
				Arguments.of(Optional.of(1), "java.util.Optional"),
				Arguments.of(mapper.createArrayNode(), "tools.jackson.databind.node.ArrayNode"),
				Arguments.of(mapper.getNodeFactory().nullNode(), "tools.jackson.databind.node.NullNode"),
				Arguments.of(mapper.getNodeFactory().stringNode("x"), "tools.jackson.databind.node.StringNode"),
				Arguments.of(new StringBuilder("x"), "java.lang.StringBuilder"),
				Arguments.of(Thread.class, "java.lang.Class"));
	}

	@ParameterizedTest
	@MethodSource("notObjects")
	void dataMustBeAnObjectInJson(Object data, String type) {
		assertThat(this.recorder.refusal((event) -> event.data(data))).startsWith(PAID + "the data is a " + type)
			.endsWith(", which is not an object in JSON: pass a map, a record or a bean");
	}

	@Test
	void nullDataIsEmptyData() {
		assertThat(this.recorder.event((event) -> event.data("amount", 1).data(null)).get("data"))
			.isEqualTo(mapper.createObjectNode());
		assertThat(this.recorder.event((event) -> event.data(null).data("amount", 1)).get("data"))
			.isEqualTo(mapper.readTree("{\"amount\":1}"));
		this.recorder.client().act("paid", FlowRun.of("checkout", "17"), null);
		this.recorder.flush();
		assertThat(this.recorder.backend().events()).hasSize(3)
			.last()
			.satisfies((event) -> assertThat(event.get("data")).isEqualTo(mapper.createObjectNode()));
		assertThat(this.recorder.lines()).isEmpty();
	}

	@Test
	void customizersReceiveEmptyMapWithoutData() {
		assertThat(BusinessEvent.builder().data(null).build().data()).isEqualTo(Map.of());
	}

	static Stream<Object> asynchronous() {
		return Stream.of(new CompletableFuture<>(), CompletableFuture.completedFuture(Map.of()),
				CompletableFuture.completedStage(1), new FutureTask<>(() -> 1), new SubmissionPublisher<>(),
				(Flow.Publisher<Object>) (subscriber) -> {
				}, new Mono());
	}

	@ParameterizedTest
	@MethodSource("asynchronous")
	void pendingDataIsRejected(Object data) {
		assertThat(this.recorder.refusal((event) -> event.data(data))).isEqualTo(PAID + "the data is a "
				+ data.getClass().getName() + ", which has no value yet: record the event when it has completed");
	}

	@Test
	void dataAroundSomethingThatIsNotThereYetIsEmpty() {
		assertThat(this.recorder.data(Optional.of(new CompletableFuture<>()))).isEmpty();
		assertThat(this.recorder.lines()).singleElement()
			.asString()
			.contains("(all): a java.util.concurrent.CompletableFuture has no value yet");
	}

	@ParameterizedTest
	@MethodSource("asynchronous")
	void pendingFieldIsNull(Object value) {
		assertThat(this.recorder.event((event) -> event.data("later", value).data("now", 1)).get("data"))
			.isEqualTo(mapper.readTree("{\"later\":null,\"now\":1}"));
		assertThat(this.recorder.lines()).singleElement()
			.asString()
			.startsWith(
					"WARN Event 'paid' (flow 'checkout'): data that can't be encoded was replaced by null or omitted: later: ")
			.contains("a " + value.getClass().getName() + " has no value yet");
	}

	@ParameterizedTest
	@MethodSource("asynchronous")
	void fieldWithNestedPendingValueIsNull(Object value) {
		assertThat(this.recorder.event((event) -> event.data("later", List.of(1, Map.of("a", value))).data("now", 1))
			.get("data")).isEqualTo(mapper.readTree("{\"later\":null,\"now\":1}"));
		assertThat(this.recorder.data(new Receipt("4711", value)))
			.isEqualTo(mapper.readTree("{\"number\":\"4711\",\"sent\":null}"));
		assertThat(this.recorder.lines()).singleElement()
			.asString()
			.contains("a " + value.getClass().getName() + " has no value yet");
	}

	record Receipt(String number, Object sent) {
	}

	@Test
	void aNodeMustNotDependOnItself() {
		assertThat(this.recorder.refusal((event) -> event.depIds("cart", "paid")))
			.isEqualTo(PAID + "it depends on itself, which the backend can't evaluate");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void aDependencyNeedsAnId(@Nullable String depId) {
		assertThat(this.recorder.refusal((event) -> event.depIds("a", depId)))
			.isEqualTo(PAID + "the id of a dependency is " + ((depId == null) ? "missing" : "blank"));
	}

	@Test
	void addsAFieldToARecord() {
		assertThat(this.recorder.event((event) -> event.data(new Receipt("4711", 1)).data("tenant", "t1"))
			.get("data")
			.toString()).isEqualTo("{\"number\":\"4711\",\"sent\":1,\"tenant\":\"t1\"}");
	}

	@Test
	void addedFieldsReplaceFieldsOfObject() {
		Object order = Map.of("items", List.of(Map.of("number", 1)));
		assertThat(this.recorder.event(
				(event) -> event.data(new Receipt("4711", order)).data("number", 12.5).data("b", null).data("c", "x"))
			.get("data")
			.toString()).isEqualTo("{\"sent\":{\"items\":[{\"number\":1}]},\"number\":12.5,\"b\":null,\"c\":\"x\"}");
		assertThat(this.recorder.event((event) -> event.data(new Receipt("4711", order)).data("sent", 1)).get("data"))
			.isEqualTo(mapper.readTree("{\"number\":\"4711\",\"sent\":1}"));
	}

	static Stream<Object> objects() {
		return Stream.of(new LinkedHashMap<>(Map.of("a", 1)), mapper.createObjectNode().put("a", 1), new Object() {

			@SuppressWarnings("unused")
			public int getA() {
				return 1;
			}

		}, Map.of());
	}

	@Test
	void addedFieldsReplaceAnyGetters() {
		Object data = new Object() {

			@JsonAnyGetter
			public Map<String, Object> all() {
				return Map.of("a", List.of(1, 2));
			}

		};
		assertThat(this.recorder.event((event) -> event.data(data).data("b", 2).data("a", 3)).get("data").toString())
			.isEqualTo("{\"b\":2,\"a\":3}");
	}

	@ParameterizedTest
	@MethodSource("objects")
	void addsAFieldToDataOfEveryKind(Object data) {
		assertThat(this.recorder.event((event) -> event.data(data).data("b", 2).data("a", 3)).get("data").toString())
			.isEqualTo("{\"b\":2,\"a\":3}");
		assertThat(this.recorder.event((event) -> event.data(data).data("b", 2)).get("data").get("b").asInt())
			.isEqualTo(2);
	}

	@Test
	void addedFieldMayHaveAnyName() {
		String odd = " \"quoted\" \n ü \ud83d\ude00 \\ ";
		assertThat(this.recorder.event((event) -> event.data(Map.of(odd, 1, "a", 2)).data(odd, 3)).get("data"))
			.isEqualTo(mapper.createObjectNode().put("a", 2).put(odd, 3));
	}

	@Test
	void rejectsAddedFieldsOfNonObject() {
		assertThat(this.recorder.refusal((event) -> event.data(Optional.of(1)).data("a", 2)))
			.startsWith(PAID + "the data is a java.util.Optional, which is not an object in JSON");
	}

	@Test
	void sizeIncludesAddedFields() {
		String half = "x".repeat(40_000);
		assertThat(this.recorder.refusal((event) -> event.data(new Receipt(half, 1)).data("more", half)))
			.contains("it exceeds 65536 bytes; see business-use.max-event-bytes");
	}

	@Test
	void anUnusableRunIdIsReportedWithItsType() {
		assertThat(this.recorder.refusal((event) -> event.runId(17.5)))
			.startsWith(PAID + "the run id is a java.lang.Double, which is not an integral number");
		assertThat(this.recorder.refusal((event) -> event.run(FlowRun.of("checkout", new int[0]))))
			.startsWith(PAID + "the run id is a int[], which has more than one value");
		assertThat(this.recorder.refusal((event) -> event.run(nothing())))
			.isEqualTo("WARN Dropped event 'paid' (no flow): the flow is missing");
	}

	@Test
	void lastRunApplies() {
		JsonNode event = this.recorder
			.event((builder) -> builder.runId(1.5).run(FlowRun.of("refund", 17)).runId(Optional.of(18)));
		assertThat(event.get("flow").asString()).isEqualTo("refund");
		assertThat(event.get("run_id").asString()).isEqualTo("18");
	}

	@Test
	void dependenciesAreSentOnceInTheirOrder() {
		String[] many = Stream.iterate(0, (i) -> i + 1).limit(40).map((i) -> "d" + i % 20).toArray(String[]::new);
		assertThat(this.recorder.event((event) -> event.depIds("b", "a", "b", "a")).get("dep_ids").toString())
			.isEqualTo("[\"b\",\"a\"]");
		assertThat(this.recorder.event((event) -> event.depIds(many)).get("dep_ids")).hasSize(20);
	}

	@Test
	void anAssertionNeedsAValidator() {
		this.recorder.client().assertion((event) -> event.id("paid").flow("checkout").runId("1"));
		assertThat(this.recorder.lines())
			.containsExactly(PAID + "an assertion needs a validator; without one its step would pass in every run");
		assertThat(this.recorder.status().dropped(DropReason.INVALID)).isOne();
		assertThat(this.recorder.status().recorded()).isOne();
	}

	@Test
	void anActWithAValidatorIsAnAssertion() {
		assertThat(this.recorder.event((event) -> event.validator(Expr.js("true"))).get("type").asString())
			.isEqualTo("assert");
	}

	@Test
	void rejectsTooManyFields() {
		assertThat(this.recorder.refusal((event) -> {
			for (int i = 0; i < 100_000; i++) {
				event.data("f" + i, i);
			}
		})).contains("The data of an event can't have more than 4096 fields");
	}

	static Stream<Consumer<BusinessEvent.Builder>> nonsense() {
		return Stream.of((event) -> event.depIds(EventValidationTests.<String[]>nothing()),
				(event) -> event.timeout(Duration.ZERO), (event) -> event.timeout(Duration.ofSeconds(-5)),
				(event) -> event.validator(Expr.js(" ")), (event) -> event.validator(Expr.js(nothing())),
				(event) -> event.timeout(Duration.ofSeconds(Long.MAX_VALUE)), (event) -> {
					throw new StackOverflowError();
				}, (event) -> {
					throw new EventDataTests.HostileException();
				});
	}

	@ParameterizedTest
	@MethodSource("nonsense")
	void argumentsThatTheBuilderRejectsDropTheEvent(Consumer<BusinessEvent.Builder> nonsense) {
		assertThat(this.recorder.refusal(nonsense)).startsWith(PAID + "creating the event failed: ");
		assertThat(this.recorder.status().dropped(DropReason.INVALID)).isOne();
		this.recorder.event((event) -> event.data("a", 1));
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, -1, 0, Long.MAX_VALUE })
	void rejectsTimeoutsOutOfRange(long seconds) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> BusinessEvent.builder().timeout(Duration.ofSeconds(seconds)))
			.withMessageStartingWith("timeout must be ")
			.withMessageContaining("but is PT");
	}

	@Test
	void logsSameMistakeOncePerMinute() {
		for (int i = 0; i < 1000; i++) {
			this.recorder.act((event) -> event.runId(null));
		}
		assertThat(this.recorder.lines()).containsExactly(PAID + "the run id is missing");
		assertThat(this.recorder.status().dropped(DropReason.INVALID)).isEqualTo(1000);
	}

	@Test
	void idCannotForgeOrFloodLog() {
		String line = this.recorder
			.refusal((event) -> event.id("x\nERROR forged\r\u0085\u0000" + "y".repeat(10_000)).runId(null));
		assertThat(line).hasLineCount(1).hasSizeLessThan(500).endsWith("the run id is missing");
	}

	@Test
	void exceptionCannotForgeOrFloodLog() {
		String line = this.recorder.refusal((event) -> {
			throw new IllegalStateException("x\nERROR forged\r" + "y".repeat(100_000));
		});
		assertThat(line).hasLineCount(1)
			.hasSizeLessThan(700)
			.contains(" at ai.desplega.businessuse.EventValidationTests");
	}

	@SuppressWarnings({ "NullAway", "TypeParameterUnusedInFormals" })
	private static <T> T nothing() {
		return null;
	}

	/**
	 * Type like that of a library, which is a publisher through its supertypes.
	 */
	static class Mono extends AbstractMono {

	}

	abstract static class AbstractMono implements CorePublisher {

	}

	interface CorePublisher extends Publisher {

	}

}

package ai.desplega.businessuse;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.EventRecorder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests thousands of events with arbitrary Java objects: every event is counted, and the
 * backend accepts every body.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventFuzzTests {

	private static final int EVENTS = 1500;

	private static final int SMALLEST_EVENT_SIZE = 1024;

	/**
	 * Use two fixed seeds, and a random seed that is shown on failure.
	 */
	@ParameterizedTest(name = "seed {0}")
	@ValueSource(longs = { 1, 4711, 0 })
	void theBackendAcceptsBatchesOfArbitraryEvents(long given) {
		long seed = (given != 0) ? given : System.nanoTime();
		try (EventRecorder recorder = new EventRecorder((builder) -> builder.maxEventBytes(SMALLEST_EVENT_SIZE * 4))) {
			Generator generator = new Generator(seed);
			for (int i = 0; i < EVENTS; i++) {
				recorder.act(generator::describe);
				if (i % 100 == 0) {
					recorder.flush();
				}
			}
			recorder.flush();
			ClientStatus status = recorder.status();
			assertThat(status.recorded()).isEqualTo(EVENTS);
			assertThat(status.sent() + status.dropped(DropReason.INVALID) + status.dropped(DropReason.TOO_LARGE))
				.isEqualTo(EVENTS);
			assertThat(recorder.backend().events()).hasSize((int) status.sent());
			assertThat(status.sent()).isGreaterThan(EVENTS / 2);
		}
		catch (AssertionError ex) {
			throw new AssertionError("With seed " + seed + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Compare ordinary data with the JSON of Jackson alone.
	 */
	@ParameterizedTest(name = "seed {0}")
	@ValueSource(longs = { 2, 0 })
	void ordinaryDataArrivesUnchanged(long given) {
		long seed = (given != 0) ? given : System.nanoTime();
		JsonMapper mapper = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
		try (EventRecorder recorder = new EventRecorder((builder) -> builder.maxEventBytes(1 << 20))) {
			Generator generator = new Generator(seed);
			List<Map<String, Object>> sent = new ArrayList<>();
			for (int i = 0; i < 500; i++) {
				Map<String, Object> data = generator.ordinaryMap(3);
				sent.add(data);
				recorder.act((event) -> event.data(data));
			}
			recorder.flush();
			List<JsonNode> events = recorder.backend().events();
			for (int i = 0; i < sent.size(); i++) {
				JsonNode expected = mapper.readTree(mapper.writeValueAsString(sent.get(i)));
				JsonNode arrived = events.get(i).get("data");
				assertThat(arrived.equals(EventFuzzTests::compare, expected)).as("%s as %s", expected, arrived)
					.isTrue();
			}
		}
		catch (AssertionError ex) {
			throw new AssertionError("With seed " + seed + ": " + ex.getMessage(), ex);
		}
	}

	private static int compare(JsonNode one, JsonNode other) {
		if (one.isNumber() && other.isNumber()) {
			return one.decimalValue().compareTo(other.decimalValue());
		}
		return one.equals(other) ? 0 : 1;
	}

	/**
	 * Generates ordinary and hostile data.
	 */
	private static final class Generator {

		private static final int MAX_DEPTH = 6;

		private static final String[] PIECES = { "a", "total", " ", "ü", "日本", "\ud83d\ude00", "\ud83d", "\ude00",
				"\u0000", "\"", "\\", "\n", "\u0001", "\u007f", "\u2028", "\\u0000", "\\ud83d", "'", "</script>",
				"\uFFFF", "\uFEFF" };

		private static final double[] DOUBLES = { 0.0, -0.0, 9.99, 1e-3, Double.NaN, Double.POSITIVE_INFINITY,
				Double.NEGATIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE, 1e12, 1e21, 0.1 + 0.2 };

		private final Random random;

		private Generator(long seed) {
			this.random = new Random(seed);
		}

		private boolean oneIn(int number) {
			return this.random.nextInt(number) == 0;
		}

		void describe(BusinessEvent.Builder event) {
			if (oneIn(3)) {
				event.id(text()).flow(text()).runId(text());
			}
			if (oneIn(3)) {
				event.description(text()).depIds(text(), text());
			}
			if (oneIn(3)) {
				event.filter(new Expr(Expr.Engine.values()[this.random.nextInt(3)], "x" + text()));
			}
			if (oneIn(3)) {
				event.validator(Expr.js("true;" + text())).timeout(Duration.ofMillis(1 + this.random.nextInt()));
			}
			if (oneIn(3)) {
				event.additionalMeta(map(2));
			}
			if (oneIn(2)) {
				IntStream.range(0, this.random.nextInt(6)).forEach((i) -> event.data(text(), value(0)));
			}
			else {
				event.data(oneIn(4) ? value(0) : map(0));
			}
		}

		private String text() {
			StringBuilder text = new StringBuilder("t");
			IntStream.range(0, this.random.nextInt(5))
				.forEach((i) -> text.append(PIECES[this.random.nextInt(PIECES.length)]));
			return text.append(oneIn(50) ? "long".repeat(this.random.nextInt(3000)) : "").toString();
		}

		private Map<String, @Nullable Object> map(int depth) {
			Map<String, @Nullable Object> map = new LinkedHashMap<>();
			IntStream.range(0, this.random.nextInt(5)).forEach((i) -> map.put(text(), value(depth + 1)));
			return map;
		}

		private @Nullable Object value(int depth) {
			int kind = this.random.nextInt((depth < MAX_DEPTH) ? 42 : 22);
			return switch (kind) {
				case 0, 1, 2 -> text();
				case 3 -> this.random.nextInt();
				case 4 -> this.random.nextLong();
				case 5 -> this.random.nextInt(10_000) / 100.0;
				case 6 -> DOUBLES[this.random.nextInt(DOUBLES.length)];
				case 7 -> Double.longBitsToDouble(this.random.nextLong());
				case 8 -> Float.intBitsToFloat(this.random.nextInt());
				case 9 -> this.random.nextBoolean();
				case 10 -> null;
				case 11 -> new BigDecimal(new BigInteger(this.random.nextInt(200), this.random),
						this.random.nextInt(800) - 400);
				case 12 -> new BigInteger(this.random.nextInt(2000), this.random);
				case 13 -> (char) this.random.nextInt(0x10000);
				case 14 -> Instant.ofEpochSecond(this.random.nextInt());
				case 15 -> new UUID(this.random.nextLong(), this.random.nextLong());
				case 16 -> TimeUnit.values()[this.random.nextInt(7)];
				case 17 -> EventDataTests.Odd.BROKEN;
				case 18 -> new byte[this.random.nextInt(30)];
				case 19 -> new StringBuilder(text());
				case 20 -> new double[] { this.random.nextDouble(), DOUBLES[this.random.nextInt(DOUBLES.length)] };
				case 21 -> text().toCharArray();
				case 22, 23, 24, 25, 26 -> map(depth);
				case 27, 28 -> list(depth);
				case 29 -> list(depth).toArray();
				case 30 -> Optional.ofNullable(value(depth + 1));
				case 31, 32 ->
					new EventDataTests.Holder(or(value(depth + 1)), or(value(depth + 1)), or(value(depth + 1)));
				case 33 -> Array.newInstance(int[].class, this.random.nextInt(3));
				case 34 -> list(depth).stream();
				case 35 -> new EventDataTests.Money(BigDecimal.TEN, text());
				default -> hostile(kind, depth);
			};
		}

		private Object hostile(int kind, int depth) {
			return switch (kind) {
				case 36 -> new EventDataTests.Failing(new IllegalStateException(text()));
				case 37 -> new EventDataTests.Hostile(new StackOverflowError());
				case 38 -> oneIn(2) ? new CompletableFuture<>() : new RawValue(text());
				case 39 -> Stream
					.of(new EventDataTests.WritesNothing(), new EventDataTests.WritesTwice(),
							new EventDataTests.LeavesOpen(), new EventDataTests.ClosesTooMuch(),
							new EventDataTests.Reopens(), new EventDataTests.WritesBrokenNumber(),
							new EventDataTests.NamesWithoutValue(), new EventDataTests.LeavesNameOpen(),
							new EventDataTests.WritesBrokenUtf8(), new EventDataTests.ThrowsAfterHalf())
					.skip(this.random.nextInt(10))
					.findFirst()
					.orElseThrow();
				case 40 -> {
					List<Object> cycle = new ArrayList<>(Arrays.asList(1, text()));
					cycle.add(cycle);
					yield cycle;
				}
				default -> Map.of(Optional.of(depth), or(value(depth + 1)));
			};
		}

		private List<@Nullable Object> list(int depth) {
			List<@Nullable Object> list = new ArrayList<>();
			IntStream.range(0, this.random.nextInt(5)).forEach((i) -> list.add(value(depth + 1)));
			return list;
		}

		private static Object or(@Nullable Object value) {
			return Objects.requireNonNullElse(value, "null");
		}

		/**
		 * Data without anything that can't be sent as it is.
		 */
		Map<String, Object> ordinaryMap(int depth) {
			Map<String, Object> map = new LinkedHashMap<>();
			IntStream.range(0, 1 + this.random.nextInt(6)).forEach((i) -> map.put("f" + i, ordinary(depth)));
			return map;
		}

		private Object ordinary(int depth) {
			return switch (this.random.nextInt((depth > 0) ? 12 : 8)) {
				case 0 -> "Grüße " + this.random.nextInt() + " \"\\\n\u0001 日本 \ud83d\ude00";
				case 1 -> this.random.nextInt();
				case 2 -> this.random.nextLong();
				case 3 -> this.random.nextInt(100_000_000) / 100.0;
				case 4 -> this.random.nextGaussian() * Math.pow(10, this.random.nextInt(40) - 20);
				case 5 -> (float) this.random.nextGaussian();
				case 6 -> new BigDecimal(this.random.nextInt()).movePointLeft(2);
				case 7 -> this.random.nextBoolean();
				case 8, 9 -> ordinaryMap(depth - 1);
				case 10 -> List.of(ordinary(depth - 1), ordinary(depth - 1));
				default -> new EventDataTests.Money(BigDecimal.valueOf(this.random.nextInt(), 2), "EUR");
			};
		}

	}

}

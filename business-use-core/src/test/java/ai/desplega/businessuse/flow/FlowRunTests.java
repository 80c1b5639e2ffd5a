package ai.desplega.businessuse.flow;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlowRun}, and for the objects that are run ids.
 */
class FlowRunTests {

	static Stream<Arguments> usable() {
		UUID uuid = UUID.randomUUID();
		return Stream.of(Arguments.of("o-1", "o-1"), Arguments.of(new StringBuilder("o-1"), "o-1"),
				Arguments.of(17, "17"), Arguments.of(17L, "17"), Arguments.of((short) 17, "17"),
				Arguments.of((byte) 17, "17"), Arguments.of(new AtomicLong(17), "17"),
				Arguments.of(new BigInteger("123456789012345678901"), "123456789012345678901"),
				Arguments.of(new BigDecimal("17"), "17"), Arguments.of(new BigDecimal("1E+3"), "1000"),
				Arguments.of(uuid, uuid.toString()), Arguments.of(Loud.ONE, "ONE"),
				Arguments.of(Loud.CONSTANT_WITH_BODY, "CONSTANT_WITH_BODY"), Arguments.of(Optional.of("o-1"), "o-1"),
				Arguments.of(Optional.of(17L), "17"), Arguments.of(Optional.of(Optional.of(uuid)), uuid.toString()),
				Arguments.of(CharBuffer.wrap("o-1"), "o-1"), Arguments.of(new OrderId("ann@1a2b"), "ann@1a2b"),
				Arguments.of(OptionalLong.of(17), "17"), Arguments.of(OptionalInt.of(17), "17"),
				Arguments.of(new OrderId("o-1"), "o-1"), Arguments.of(new SpecialOrderId("o-1"), "o-1"));
	}

	@ParameterizedTest
	@MethodSource("usable")
	void acceptsObjectsThatHaveOneString(Object runId, String expected) {
		FlowRun run = FlowRun.of("checkout", runId);
		assertThat(run.problem()).isNull();
		assertThat(run.runId()).isEqualTo(expected);
		assertThat(run.flow()).isEqualTo("checkout");
	}

	static Stream<Arguments> unusable() {
		return Stream.of(Arguments.of(null, "the run id is missing"), Arguments.of(" ", "the run id is blank"),
				Arguments.of("null", "java.lang.String"),
				Arguments.of(String.valueOf((Object) null), "java.lang.String"),
				Arguments.of(new StringBuilder("null"), "java.lang.StringBuilder"),
				Arguments.of(Optional.of("null"), "java.lang.String"), Arguments.of(1.0, "java.lang.Double"),
				Arguments.of(1.5f, "java.lang.Float"), Arguments.of(new BigDecimal("1.50"), "java.math.BigDecimal"),
				Arguments.of(new DoubleAdder(), "java.util.concurrent.atomic.DoubleAdder"),
				Arguments.of(Optional.of(1.0), "java.lang.Double"), Arguments.of(new byte[] { 1 }, "byte[]"),
				Arguments.of(new String[] { "o-1" }, "java.lang.String[]"),
				Arguments.of(Optional.empty(), "java.util.Optional"),
				Arguments.of(Optional.of(Optional.empty()), "java.util.Optional"),
				Arguments.of(OptionalLong.empty(), "java.util.OptionalLong"),
				Arguments.of(OptionalDouble.of(1), "java.util.OptionalDouble"),
				Arguments.of(List.of("o-1"), "java.util.ImmutableCollections"),
				Arguments.of(Map.of("id", "o-1"), "java.util.ImmutableCollections"),
				Arguments.of(new RecordId("o-1"), RecordId.class.getName()),
				Arguments.of(new RecordWithString("o-1"), RecordWithString.class.getName()),
				Arguments.of(new Object(), "java.lang.Object"), Arguments.of(new Opaque(), Opaque.class.getName()),
				Arguments.of(new OpaqueChild(), OpaqueChild.class.getName()),
				Arguments.of(new OpaqueProxy(), OpaqueProxy.class.getName()),
				Arguments.of(proxyOf(new Opaque()), "$Proxy"),
				Arguments.of(ByteBuffer.allocate(16), "java.nio.HeapByteBuffer"),
				Arguments.of(BigInteger.ONE.shiftLeft(1 << 20), "java.math.BigInteger"),
				Arguments.of(new BigDecimal("1E+1000000000"), "java.math.BigDecimal"),
				Arguments.of(new BigDecimal(BigInteger.ONE.shiftLeft(1 << 20)), "java.math.BigInteger"),
				Arguments.of(new CompletableFuture<>(), "java.util.concurrent.CompletableFuture"),
				Arguments.of(Stream.of("o-1"), "java.util.stream.ReferencePipeline"), Arguments.of((Runnable) () -> {
				}, FlowRunTests.class.getName()), Arguments.of(new Hostile(), Hostile.class.getName()),
				Arguments.of(new Nameless(), Nameless.class.getName()));
	}

	@ParameterizedTest
	@MethodSource("unusable")
	void rejectsOtherObjectsWithTheirType(@Nullable Object runId, String named) {
		FlowRun run = FlowRun.of("checkout", runId);
		assertThat(run.runId()).isEmpty();
		assertThat(run.problem()).startsWith("the run id is ").contains(named);
	}

	@Test
	void rejectsUnusableRunIdsWithTheReason() {
		assertThat(FlowRun.of("checkout", 1.5).problem()).isEqualTo("the run id is a java.lang.Double, which is not"
				+ " an integral number; a run id is a string, an integral number, a UUID or an enum");
	}

	@Test
	void neverThrows() {
		FlowRun run = FlowRun.of(nothing(), null);
		assertThat(run.flow()).isEmpty();
		assertThat(run.runId()).isEmpty();
	}

	@Test
	void isAValue() {
		FlowRun run = FlowRun.of("checkout", 17);
		assertThat(run).isEqualTo(FlowRun.of("checkout", "17")).hasSameHashCodeAs(FlowRun.of("checkout", 17L));
		assertThat(run).isNotEqualTo(FlowRun.of("17", "checkout")).isNotEqualTo(new ArrayList<>());
		assertThat(run).hasToString("checkout/17");
	}

	private static Object proxyOf(Object target) {
		return Proxy.newProxyInstance(FlowRunTests.class.getClassLoader(), new Class<?>[] { Runnable.class },
				(proxy, method, arguments) -> method.invoke(target, arguments));
	}

	@SuppressWarnings({ "NullAway", "TypeParameterUnusedInFormals" })
	private static <T> T nothing() {
		return null;
	}

	enum Loud {

		ONE, CONSTANT_WITH_BODY {

			@Override
			public String toString() {
				return TimeUnit.DAYS.toString();
			}

		};

		@Override
		public String toString() {
			return name() + "!";
		}

	}

	static class OrderId {

		private final String value;

		OrderId(String value) {
			this.value = value;
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

	static class SpecialOrderId extends OrderId {

		SpecialOrderId(String value) {
			super(value);
		}

	}

	record RecordId(String value) {
	}

	record RecordWithString(String value) {

		@Override
		public String toString() {
			return this.value;
		}

	}

	static class Opaque {

	}

	static class OpaqueChild extends Opaque {

	}

	/**
	 * Object that returns the string of its target, like a proxy of an entity.
	 */
	static class OpaqueProxy extends Opaque {

		@Override
		public String toString() {
			return new Opaque().toString();
		}

	}

	static class Hostile {

		@Override
		public String toString() {
			throw new StackOverflowError();
		}

	}

	static class Nameless {

		@Override
		@SuppressWarnings("NullAway")
		public String toString() {
			return null;
		}

	}

}

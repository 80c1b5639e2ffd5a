package ai.desplega.businessuse.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests that data in the test of a rule is equal to the data in the backend.
 */
class EventDataTests {

	@Test
	void missingFieldIsNotAnError() {
		EventData data = EventData.of(Map.of("text", "12", "number", 12, "flag", true, "list", List.of(1, "a")));
		for (String field : List.of("missing", "text", "flag", "list")) {
			assertThat(data.number(field)).isNaN();
			assertThat(data.number(field, 5)).isEqualTo(5);
		}
		for (String field : List.of("missing", "number", "flag", "list")) {
			assertThat(data.string(field)).isNull();
			assertThat(data.string(field, "none")).isEqualTo("none");
			assertThat(data.object(field).has("x")).isFalse();
		}
		for (String field : List.of("missing", "text", "number", "list")) {
			assertThat(data.bool(field)).isFalse();
		}
		assertThat(data.strings("missing").isEmpty()).isTrue();
		assertThat(data.strings("text").isEmpty()).isTrue();
		assertThat(data.numbers("list").max((each) -> each)).isNaN();
		assertThat(data.strings("list").contains("a")).isTrue();
		assertThat(data.objects("list").none((each) -> each.has("x"))).isTrue();
	}

	@Test
	void nullIsSeparateValue() {
		Map<String, Object> map = new HashMap<>();
		map.put("coupon", null);
		EventData data = EventData.of(map);
		assertThat(data.has("coupon")).isFalse();
		assertThat(data.isNull("coupon")).isTrue();
		assertThat(data.isNull("missing")).isFalse();
		assertThatNullPointerException().isThrownBy(() -> data.number(null));
	}

	@Test
	void valuesAreThoseThatTheBackendReads() {
		EventData data = EventData.of(new Order(new BigDecimal("12.50"), LocalDate.of(2026, 1, 31), Currency.EUR, 0.1f,
				BigInteger.TWO.pow(53).add(BigInteger.ONE), Double.NaN, "\ud800", new int[] { 1, 2 }));
		assertThat(data.number("total")).isEqualTo(12.5);
		assertThat(data.string("day")).isEqualTo("2026-01-31");
		assertThat(data.string("currency")).isEqualTo("EUR");
		assertThat(data.number("rate")).isEqualTo(0.1);
		assertThat(data.number("large")).isEqualTo(9007199254740992.0);
		assertThat(data.isNull("broken")).isTrue();
		assertThat(data.string("half")).isEqualTo("\ufffd");
		assertThat(data.numbers("ints").sum((each) -> each)).isEqualTo(3);
	}

	@Test
	void rejectsDataThatIsNoObject() {
		assertThatIllegalArgumentException().isThrownBy(() -> EventData.of(List.of(1)))
			.withMessageContaining("is not an object in JSON");
		assertThatIllegalArgumentException().isThrownBy(() -> EventData.of(null)).withMessageContaining("null");
	}

	@Test
	void emptyListHasNoExtremesAndSumOfZero() {
		RuleContext ctx = RuleContext.of(Dependency.of("item_added", Map.of("price", 3)),
				Dependency.of("item_added", Map.of("price", -1)), Dependency.of("paid", Map.of()));
		assertThat(ctx.deps("item_added").min("price")).isEqualTo(-1);
		assertThat(ctx.deps("item_added").max("price")).isEqualTo(3);
		assertThat(ctx.deps("item_added").sum("price")).isEqualTo(2);
		assertThat(ctx.deps().sum("price")).isNaN();
		assertThat(ctx.deps("none").sum("price")).isZero();
		assertThat(ctx.deps("none").max("price")).isNaN();
		assertThat(ctx.deps().count((dep) -> dep.id().equals("item_added"))).isEqualTo(2);
	}

	@Test
	void numbersOfDifferentTypesAreComparedByValue() {
		ValueList<Double> numbers = EventData.of(Map.of("n", Arrays.asList(3, -0.0, 0.5, "x"))).numbers("n");
		for (Object contained : List.of(3, 3L, 3.0, 3f, (short) 3, BigDecimal.valueOf(3), 0, 0.0, -0.0, Double.NaN)) {
			assertThat(numbers.contains(contained)).as("%s", contained).isTrue();
		}
		for (Object other : Arrays.asList(4, 0.25, "3", "x", true, null)) {
			assertThat(numbers.contains(other)).as("%s", other).isFalse();
		}
	}

	@Test
	void contextHasDataOfTheOnlyDependency() {
		Dependency item = Dependency.of("item_added", Map.of("price", 3));
		assertThat(RuleContext.of(item).data().number("price")).isEqualTo(3);
		assertThat(RuleContext.of(item, item).data().has("price")).isFalse();
		assertThat(RuleContext.of().data().has("price")).isFalse();
	}

	@Test
	void scriptIsARuleThatRunsInTheBackendOnly() {
		Expr script = Expr.python("data['total'] > 0");
		assertThat(Expr.of(script)).isSameAs(script);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> script.test(EventData.of(Map.of()), RuleContext.of()))
			.withMessageStartingWith("A script runs in the backend");
	}

	@Test
	void aListMayContainNull() {
		EventData data = EventData.of(Map.of("tags", Arrays.asList("a", null, "b")));
		assertThat(data.strings("tags").filter((tag) -> tag != null).count()).isEqualTo(2);
		assertThat(data.strings("tags").contains(null)).isTrue();
		assertThat(data).hasToString("{tags=[a, null, b]}");
	}

	enum Currency {

		EUR

	}

	record Order(BigDecimal total, LocalDate day, Currency currency, float rate, BigInteger large, double broken,
			String half, int[] ints) {
	}

}

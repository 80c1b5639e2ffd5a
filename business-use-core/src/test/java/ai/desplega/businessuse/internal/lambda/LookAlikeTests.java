package ai.desplega.businessuse.internal.lambda;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import ai.desplega.businessuse.rule.Expr;
import org.junit.jupiter.api.Test;

import static ai.desplega.businessuse.internal.lambda.Agreement.assertAgreed;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of constructs that are similar in byte code but not in JavaScript: booleans and
 * the ints 0 and 1, and switches of the application and of the compiler.
 */
class LookAlikeTests {

	private static final Map<String, ?> NOTHING = Map.of();

	private static final Map<String, ?> PAID = Map.of("paid", true, "count", 1, "name", "a");

	private static final Map<String, ?> UNPAID = Map.of("paid", false, "count", 0, "name", "b", "open", true);

	private static final Map<String, ?> ODD = Map.of("paid", true, "count", 0, "name", "a", "open", true);

	@Test
	void conditionUsedAsNumber() {
		boolean gift = true;
		assertAgreed((data, ctx) -> data.number("count") == (data.bool("paid") ? 1 : 0), PAID, UNPAID, ODD);
		assertAgreed((data, ctx) -> data.number("count") == (gift ? 1 : 0), PAID, UNPAID);
		assertAgreed((data, ctx) -> Objects.equals(data.number("count"), (double) (data.bool("paid") ? 1 : 0)), PAID,
				UNPAID, ODD);
		assertAgreed((data, ctx) -> {
			int rank;
			if (data.bool("paid")) {
				rank = 1;
			}
			else {
				rank = 0;
			}
			double score = rank;
			return score == data.number("count");
		}, PAID, UNPAID, ODD);
		assertAgreed((data, ctx) -> {
			int known = switch (data.string("name", "")) {
				case "a" -> 1;
				default -> 0;
			};
			return data.number("count") == known;
		}, PAID, UNPAID, ODD, NOTHING);
		assertAgreed((data, ctx) -> data.numbers("all").contains((double) (data.bool("paid") ? 1 : 0)),
				Map.of("all", List.of(1), "paid", true), Map.of("all", List.of(1)));
	}

	@Test
	void integerIsNotBoolean() {
		assertAgreed((data, ctx) -> {
			Integer rank;
			if (data.bool("paid")) {
				rank = 1;
			}
			else {
				rank = 0;
			}
			return rank == 1;
		}, PAID, UNPAID);
		assertAgreed((data, ctx) -> {
			Integer rank = data.bool("paid") ? Integer.valueOf(1) : Integer.valueOf(0);
			return ("" + rank).equals("1");
		}, PAID, UNPAID);
		assertAgreed((data, ctx) -> {
			Integer rank = data.bool("paid") ? Integer.valueOf(1) : Integer.valueOf(0);
			return Objects.equals(rank, 1) || List.of(0, 2).contains(rank) && rank.equals(0);
		}, PAID, UNPAID);
		assertAgreed((data, ctx) -> {
			Integer rank = data.bool("paid") ? Integer.valueOf(1) : Integer.valueOf(0);
			return switch (rank) {
				case 0 -> data.bool("open");
				case 1 -> !data.bool("open");
				default -> false;
			};
		}, PAID, UNPAID, ODD);
	}

	@Test
	void aBooleanOrIntegerThatMayBeNull() {
		assertAgreed((data, ctx) -> {
			Boolean paid = data.has("paid") ? (Boolean) data.bool("paid") : null;
			return paid == null || Objects.equals(paid, true);
		}, PAID, UNPAID, NOTHING);
		assertAgreed((data, ctx) -> {
			Boolean always = data.has("paid") ? (Boolean) true : null;
			return ("" + always).equals("null");
		}, PAID, NOTHING);
		assertAgreed((data, ctx) -> {
			Integer count = data.has("count") ? (Integer) (int) data.number("count") : null;
			return Objects.equals(count, 1) || Objects.equals(count, null);
		}, PAID, UNPAID, NOTHING);
	}

	@Test
	void aSwitchOnANumberThatAStringSelected() {
		assertAgreed((data, ctx) -> {
			String name = data.string("name", "");
			int kind = name.equals("a") ? 1 : -1;
			return switch (kind) {
				case -1 -> data.bool("open");
				case 1 -> data.bool("paid");
				default -> true;
			};
		}, PAID, UNPAID, ODD, NOTHING);
		assertAgreed((data, ctx) -> {
			String name = data.string("name", "");
			int kind = name.equals("b") ? 0 : name.equals("a") ? 1 : name.equals("a") ? 2 : -1;
			return switch (kind) {
				case 0, 2 -> data.bool("open");
				case 1 -> !data.bool("open");
				default -> true;
			};
		}, PAID, UNPAID, ODD, NOTHING);
		assertAgreed((data, ctx) -> {
			int count = data.strings("all").count();
			int kind = (count == 0) ? 1 : -1;
			return switch (kind) {
				case -1 -> data.bool("open");
				case 1 -> data.bool("paid");
				default -> true;
			};
		}, PAID, NOTHING, Map.of("all", List.of("a"), "open", true), Map.of("all", List.of("a")));
	}

	@Test
	void anEnumConstantIsOneObject() {
		Status status = Status.SHIPPED;
		Status missing = missing();
		assertAgreed((data, ctx) -> (data.bool("paid") ? Status.PAID : status) == Status.PAID, PAID, UNPAID);
		assertAgreed((data, ctx) -> (data.bool("paid") ? Status.PAID : status) != status, PAID, UNPAID);
		assertAgreed((data, ctx) -> (data.bool("paid") ? Status.PAID : status).equals(Status.PAID), PAID, UNPAID);
		assertAgreed((data, ctx) -> missing == Status.PAID || data.bool("paid"), PAID, UNPAID);
		assertAgreed((data, ctx) -> Objects.equals(data.bool("paid") ? Status.PAID : status, Status.PAID), PAID,
				UNPAID);
		assertAgreed((data, ctx) -> Objects.equals(missing, status)
				|| Objects.equals(status, data.bool("paid") ? null : status), PAID, UNPAID);
	}

	@Test
	void collectionsThatAreDeclaredByTheirClass() {
		TreeSet<String> names = new TreeSet<>(List.of("a", "c"));
		EnumSet<Status> open = EnumSet.of(Status.PAID);
		assertAgreed((data, ctx) -> names.contains(data.string("name", "")), PAID, UNPAID, NOTHING);
		assertAgreed((data, ctx) -> open.contains(data.bool("paid") ? Status.PAID : Status.SHIPPED), PAID, UNPAID);
	}

	@Test
	void constantsOfBoolean() {
		assertAgreed((data, ctx) -> Boolean.TRUE.equals(data.bool("paid")) && !Boolean.FALSE.equals(data.has("open")),
				PAID, UNPAID, ODD);
	}

	@Test
	void theSmallestNumbersAsStrings() {
		String script = Expr.of((data, ctx) -> ("" + data.number("x")).equals(data.string("written"))).script();
		Map.of(Double.MIN_VALUE, "4.9E-324", 2 * Double.MIN_VALUE, "9.9E-324", 1e22, "1.0E22", -2e-5, "-2.0E-5")
			.forEach((number,
					written) -> assertThat(JsEngine.SHARED.run(script, Map.of("x", number, "written", written)))
						.as(written)
						.isEqualTo(true));
	}

	private static Status missing() {
		return null;
	}

	enum Status {

		PAID, SHIPPED

	}

}

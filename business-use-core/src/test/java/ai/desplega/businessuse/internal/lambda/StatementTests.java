package ai.desplega.businessuse.internal.lambda;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static ai.desplega.businessuse.internal.lambda.Agreement.assertAgreed;

/**
 * Statements that assign local variables on several paths.
 */
@SuppressWarnings({ "serial", "fallthrough" })
class StatementTests {

	private static final Map<String, ?> NOTHING = Map.of();

	private static final Map<String, ?> EUR = Map.of("s", "EUR", "n", 5, "m", 5);

	private static final Map<String, ?> USD = Map.of("s", "USD", "n", 7, "m", 5);

	private static final Map<String, ?> OTHER = Map.of("s", "GBP", "n", 2, "m", 3, "b", true);

	@Test
	void defaultSharesItsBodyWithALabel() {
		assertAgreed((data, ctx) -> {
			double max;
			switch (data.string("s", "")) {
				case "EUR":
					max = 10;
					break;
				case "USD":
				default:
					max = data.number("m");
			}
			return data.number("n") <= max;
		}, EUR, USD, OTHER, NOTHING);
		assertAgreed((data, ctx) -> {
			double max;
			switch ((int) data.number("n")) {
				case 5:
					max = 10;
					break;
				case 7:
				default:
					max = data.number("m") * 2;
			}
			return max > 6;
		}, EUR, USD, OTHER, NOTHING);
	}

	@Test
	void severalLabelsShareABodyThatAssignsTwoLocals() {
		assertAgreed((data, ctx) -> {
			double max;
			String name;
			switch (data.string("s", "")) {
				case "EUR":
					max = data.number("n");
					name = data.string("s") + 1;
					break;
				case "GBP":
				case "USD":
				default:
					max = data.number("m") + 1;
					name = data.string("s", "x") + max;
			}
			return max == 6 && name.length() > 3;
		}, EUR, USD, OTHER, NOTHING);
	}

	@Test
	void switchOnAConditionalNumber() {
		assertAgreed((data, ctx) -> {
			double max;
			switch (data.bool("b") ? 1 : data.has("s") ? 2 : 3) {
				case 1:
					max = data.number("m", 0) + 1;
					break;
				case 2:
				default:
					max = data.number("n", 0) + 2;
			}
			return max > 5;
		}, EUR, USD, OTHER, NOTHING);
	}

	@Test
	void casesThatFallThroughToTheNext() {
		assertAgreed((data, ctx) -> {
			int steps = 0;
			double sum = data.number("m", 0);
			switch (data.string("s", "")) {
				case "EUR":
					steps += data.string("s").length();
					sum *= 2;
				case "USD":
					steps++;
					sum += steps;
					if (sum > 12) {
						break;
					}
				default:
					sum = sum - data.number("n", 1);
			}
			return sum * 10 + steps > 60;
		}, EUR, USD, OTHER, NOTHING);
	}

	@Test
	void severalLocalsAreAssignedTogether() {
		assertAgreed((data, ctx) -> {
			int rank = 0;
			boolean gift = false;
			String name = null;
			Integer boxed = null;
			long whole = 3;
			if (data.bool("b")) {
				rank = 1;
				name = data.string("s");
			}
			else if (data.number("n") > 5) {
				gift = true;
				boxed = 1;
				whole = Math.round(data.number("m"));
			}
			else {
				rank = data.string("s", "").length();
				name = "x";
				boxed = rank;
			}
			return rank + whole > 3 && (gift || name != null) && (boxed == null || boxed == 1 || boxed.equals(3));
		}, EUR, USD, OTHER, NOTHING);
	}

	@Test
	void earlyResultsInNestedBranches() {
		assertAgreed((data, ctx) -> {
			double limit = data.number("m", 1);
			if (data.bool("b")) {
				if (limit > 3) {
					return false;
				}
				limit = limit * 2;
			}
			else {
				if (data.has("x")) {
					return true;
				}
				limit++;
			}
			return limit == 6;
		}, EUR, USD, OTHER, NOTHING, Map.of("x", 1), Map.of("b", true, "m", 4));
	}

	@Test
	void branchThatMayFail() {
		assertAgreed((data, ctx) -> {
			if (data.bool("b")) {
				data.string("s").length();
			}
			return true;
		}, EUR, OTHER);
	}

	@Test
	void conditionalValueAmongOperands() {
		assertAgreed((data, ctx) -> (data.bool("b") ? "GBP" : "USD").equals(data.string("s", ""))
				&& data.number("n") + (data.bool("b") ? data.number("m") : 1) > 4, EUR, USD, OTHER, NOTHING);
	}

	@Test
	void arraysAreListsOfTheirElements() {
		assertAgreed((data, ctx) -> {
			String[] currencies = { "EUR", "USD" };
			String[] same = currencies;
			return List.of(same).contains(data.string("s", ""));
		}, EUR, USD, OTHER, NOTHING);
	}

	@Test
	void switchOnStringsWithEqualHashCodes() {
		assertAgreed((data, ctx) -> {
			switch (data.string("s", "")) {
				case "Aa":
					return data.number("n") > 1;
				case "BB":
					return data.number("n") > 2;
				default:
					return data.number("n") > 3;
			}
		}, Map.of("s", "Aa", "n", 2), Map.of("s", "BB", "n", 2), Map.of("s", "C#", "n", 3), EUR);
	}

	/**
	 * A switch on the hash code is no switch on the string, unless each label has the
	 * hash code of its case.
	 */
	@Test
	void switchOnTheHashCodeItself() {
		assertAgreed((data, ctx) -> {
			String name = data.string("s", "");
			switch (name.hashCode()) {
				case 69026:
					if (name.equals("EUR")) {
						return data.number("n") > 4;
					}
				default:
					return false;
			}
		}, EUR, USD, OTHER, NOTHING);
	}

}

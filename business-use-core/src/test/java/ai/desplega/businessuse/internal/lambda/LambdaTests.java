package ai.desplega.businessuse.internal.lambda;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import ai.desplega.businessuse.rule.Dependency;
import ai.desplega.businessuse.rule.EventData;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import ai.desplega.businessuse.rule.RuleContext;
import org.junit.jupiter.api.Test;

import static ai.desplega.businessuse.internal.lambda.Agreement.assertAgreed;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the scripts of typical lambdas.
 */
@SuppressWarnings("serial")
class LambdaTests {

	@Test
	void theSumOfTheDependencies() {
		assertThat(script((data, ctx) -> data.number("total") == ctx.deps("item_added").sum("price")))
			.isEqualTo("((num = v => typeof v === \"number\" ? v : NaN, sum = a => a.reduce((s, v) => s + v, 0)) => "
					+ "num(data.total) === sum(ctx.deps.filter(d => d.id === \"item_added\")"
					+ ".map(v => num(v.data.price))))()");
	}

	@Test
	void fieldsOfAllTypes() {
		assertThat(body((data, ctx) -> data.number("total") > 0 && "EUR".equals(data.string("currency"))
				|| !data.bool("gift") && data.has("note") && data.isNull("coupon")))
			.isEqualTo("num(data.total) > 0 && \"EUR\" === str(data.currency)"
					+ " || data.gift !== true && has(data, \"note\") && isNull(data, \"coupon\")");
	}

	@Test
	void objectsAndListsWithin() {
		assertThat(body((data, ctx) -> data.object("customer").string("country", "").equals("DE")
				&& data.strings("tags").contains("vip")
				&& data.objects("lines").sum((line) -> line.number("price") * line.number("quantity")) > 100))
			.isEqualTo("strOr(obj(data.customer).country, \"\") === \"DE\""
					+ " && list(data.tags).map(str).includes(\"vip\")"
					+ " && sum(list(data.lines).map(obj).map(v1 => num(v1.price) * num(v1.quantity))) > 100");
	}

	@Test
	void localVariablesAndBranches() {
		assertThat(script((data, ctx) -> {
			double net = data.number("net");
			double rate = data.bool("reduced") ? 0.07 : 0.19;
			if (net < 0) {
				return false;
			}
			return Math.abs(net * (1 + rate) - data.number("gross")) < 0.005;
		})).isEqualTo("((num = v => typeof v === \"number\" ? v : NaN, v1 = num(data.net), "
				+ "v2 = data.reduced === true ? 0.07 : 0.19) => "
				+ "!(v1 < 0) && Math.abs((v1 * (1 + v2)) - num(data.gross)) < 0.005)()");
	}

	@Test
	void aSwitchOnStrings() {
		assertThat(body((data, ctx) -> switch (data.string("status", "")) {
			case "paid", "shipped" -> data.number("total") > 0;
			case "cancelled" -> ctx.deps("refund").isEmpty();
			default -> false;
		})).isEqualTo("v1 === \"paid\" || v1 === \"shipped\" ? num(data.total) > 0"
				+ " : v1 === \"cancelled\" && ctx.deps.filter(d => d.id === \"refund\").length === 0");
	}

	@Test
	void lambdasWithinTheLambda() {
		assertThat(body((data, ctx) -> ctx.deps("payment")
			.any((payment) -> payment.data().number("amount") >= data.number("total")
					&& payment.data().strings("notes").none(String::isBlank))))
			.isEqualTo("ctx.deps.filter(d => d.id === \"payment\").some(v1 => num(v1.data.amount) >= num(data.total)"
					+ " && !list(v1.data.notes).map(str).some(v2 => isBlank(v2)))");
	}

	@Test
	void dataOfTheOnlyDependency() {
		Rule rule = (data, ctx) -> ctx.data().number("price") == data.number("total");
		assertThat(body(rule)).isEqualTo("num(obj(ctx.data).price) === num(data.total)");
		Map<String, ?> data = Map.of("total", 3);
		Map<String, ?> dep = Map.of("id", "item_added", "flow", "checkout", "data", data);
		assertThat(JsEngine.SHARED.run(script((all, ctx) -> ctx.data().number("total") == 3), data, dep))
			.isEqualTo(true);
		assertThat(JsEngine.SHARED.run(script((all, ctx) -> ctx.data().has("total")), data, dep, dep)).isEqualTo(false);
		assertThat(JsEngine.SHARED.run(script((all, ctx) -> ctx.data().has("total")), data)).isEqualTo(false);
	}

	@Test
	void numbersAreComparedByValue() {
		long large = 9007199254740993L;
		Integer none = null;
		Map<String, ?> data = Map.of("n", Arrays.asList(3, 9007199254740992L, -0.0, 0.5, "x"), "three", 3);
		assertAgreed((all, ctx) -> all.numbers("n").contains(3), data, Map.of());
		assertAgreed((all, ctx) -> all.numbers("n").contains(3L) && all.numbers("n").contains(large), data);
		assertAgreed((all, ctx) -> all.numbers("n").contains(0) && all.numbers("n").contains(0.0), data);
		assertAgreed((all, ctx) -> all.numbers("n").contains((int) all.number("three")), data);
		assertAgreed((all, ctx) -> all.numbers("n").contains(Math.round(all.number("three"))), data);
		assertAgreed((all, ctx) -> all.numbers("n").contains(none) || all.numbers("n").contains(4), data);
		assertAgreed((all, ctx) -> all.numbers("n").contains(all.bool("x") ? null : 3), data);
	}

	@Test
	void shortCircuitsStayShort() {
		assertThat(script((data, ctx) -> (data.bool("a") || data.bool("b")) && (data.bool("c") || data.bool("d"))
				&& !(data.bool("e") && data.bool("f"))))
			.isEqualTo("(data.a === true || data.b === true) && (data.c === true || data.d === true)"
					+ " && (data.e !== true || data.f !== true)");
	}

	@Test
	void capturedValuesAreLiterals() {
		int limit = 5;
		double rate = -0.5;
		long big = Long.MAX_VALUE;
		String currency = "EUR";
		char first = 'E';
		assertThat(body((data, ctx) -> data.number("a") < limit && data.number("b") - rate > big
				&& currency.equals(data.string("c")) && data.string("c").charAt(0) == first
				&& Math.round(data.number("d")) < big))
			.isEqualTo("num(data.a) < 5 && (num(data.b) - (-0.5)) > 9.223372036854776E18 && \"EUR\" === str(data.c)"
					+ " && charAt(str(data.c), 0) === 69 && toLong(Math.round(num(data.d))) < 9223372036854775807n");
	}

	@Test
	void capturedListsAndSetsAreLiterals() {
		List<String> currencies = List.of("EUR", "USD");
		Set<Integer> ratings = Set.of(5);
		assertThat(body((data, ctx) -> currencies.contains(data.string("currency"))
				&& ratings.contains((int) data.number("rating"))))
			.isEqualTo("[\"EUR\", \"USD\"].includes(req(str(data.currency)))"
					+ " && [5].includes(toInt(num(data.rating)))");
	}

	@Test
	void listsAndSetsOfConstants() {
		assertThat(body((data, ctx) -> List.of("a", "b").contains(data.string("x", ""))
				&& Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12).contains(data.strings("y").count())))
			.isEqualTo("[\"a\", \"b\"].includes(strOr(data.x, \"\"))"
					+ " && [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].includes(list(data.y).map(str).length)");
	}

	@Test
	void enumsAreComparedByName() {
		Status expected = Status.SHIPPED;
		assertThat(script((data, ctx) -> expected.name().equals(data.string("was"))
				&& Status.PAID.name().equals(data.string("is"))))
			.endsWith("=> \"SHIPPED\" === str(data.was) && \"PAID\" === str(data.is))()");
	}

	@Test
	void enumDoesNotEqualItsName() {
		Set<Status> open = EnumSet.of(Status.PAID);
		Status status = Status.PAID;
		assertThat(script((data, ctx) -> open.contains(status) && open.contains(Status.PAID))).isEqualTo(
				"[\"$\"].includes(\"$\") && [\"$\"].includes(\"$\")".replace("$", Status.class.getName() + "#PAID"));
	}

	@Test
	void conditionalEnumHasItsName() {
		Status status = Status.SHIPPED;
		Rule lambda = (data, ctx) -> (data.bool("new") ? Status.PAID : status).name().equals(data.string("is"));
		for (Map<String, ?> data : List.of(Map.of("new", true, "is", "PAID"), Map.of("is", "SHIPPED"))) {
			assertThat(lambda.test(EventData.of(data), RuleContext.of())).isTrue();
			assertThat(JsEngine.SHARED.run(script(lambda), data)).isEqualTo(true);
		}
	}

	@Test
	void capturedNullStringHasItsOwnScript() {
		for (String expected : new String[] { "EUR", null, "USD" }) {
			assertThat(body((data, ctx) -> Objects.equals(data.string("currency"), expected)))
				.isEqualTo("str(data.currency) === " + ((expected != null) ? '"' + expected + '"' : "null"));
		}
	}

	@Test
	void methodsByReference() {
		assertThat(script(Rules::hasTotal)).endsWith("=> num(data.total) > 0)()");
		assertThat(script(new Rules(3)::isGift)).isEqualTo("data.gift === true");
	}

	@Test
	void rulesCanBeCreatedAnywhere() {
		Rules rules = new Rules(7);
		assertThat(script(rules.inConstructor)).endsWith("=> num(data.x) > 7)()");
		assertThat(script(rules.inMethod(8))).endsWith("=> num(data.x) > 8)()");
		assertThat(script(Rules.CONSTANT)).endsWith("=> num(data.x) > 9)()");
		assertThat(script(RuleSource.inInterface(10))).endsWith("=> num(data.x) > 10)()");
	}

	@Test
	void wholeNumbersStayWhole() {
		assertThat(body((data, ctx) -> (int) data.number("a") / 2 == 3 && data.string("b").length() + 1 > 2))
			.isEqualTo("intDiv(toInt(num(data.a)), 2) === 3 && ((str(data.b).length + 1) | 0) > 2");
	}

	@Test
	void aRuleIsTestedLikeAnyOtherLambda() {
		Rule rule = (data, ctx) -> data.number("total") == ctx.deps("item_added").sum("price");
		RuleContext ctx = RuleContext.of(Dependency.of("item_added", Map.of("price", 10)),
				Dependency.of("item_added", Map.of("price", 2.5)));
		assertThat(rule.test(EventData.of(Map.of("total", 12.5)), ctx)).isTrue();
		assertThat(rule.test(EventData.of(Map.of()), ctx)).isFalse();
	}

	private static String script(Rule lambda) {
		return Expr.of(lambda).script();
	}

	/**
	 * Return the script without the leading helpers and variables.
	 */
	private static String body(Rule lambda) {
		String script = script(lambda);
		int end = script.lastIndexOf(")()");
		return (end < 0) ? script : script.substring(bodyStart(script), end);
	}

	private static int bodyStart(String script) {
		int depth = 0;
		for (int i = 1; i < script.length(); i++) {
			depth += (script.charAt(i) == '(') ? 1 : (script.charAt(i) == ')') ? -1 : 0;
			if (depth == 0 && script.startsWith(") => ", i)) {
				return i + ") => ".length();
			}
		}
		return 0;
	}

	enum Status {

		PAID, SHIPPED

	}

	interface RuleSource {

		static Rule inInterface(int limit) {
			return (data, ctx) -> data.number("x") > limit;
		}

	}

	static final class Rules {

		static final Rule CONSTANT = (data, ctx) -> data.number("x") > 9;

		private final Rule inConstructor;

		Rules(int limit) {
			this.inConstructor = (data, ctx) -> data.number("x") > limit;
		}

		static boolean hasTotal(EventData data, RuleContext ctx) {
			return data.number("total") > 0;
		}

		boolean isGift(EventData data, RuleContext ctx) {
			return data.bool("gift");
		}

		Rule inMethod(int limit) {
			return (data, ctx) -> data.number("x") > limit;
		}

	}

}

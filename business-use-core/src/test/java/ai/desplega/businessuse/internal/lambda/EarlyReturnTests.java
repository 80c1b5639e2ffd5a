package ai.desplega.businessuse.internal.lambda;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.desplega.businessuse.rule.Dependency;
import ai.desplega.businessuse.rule.EventData;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import ai.desplega.businessuse.rule.RuleContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the script of a lambda with many early returns contains the rest of the
 * method once, and has the same result as the lambda.
 */
class EarlyReturnTests {

	@ParameterizedTest
	@ValueSource(ints = { 8, 20, 50 })
	void consecutiveReturns(int count) {
		for (String guard : List.of("if (data.number(\"a$\") < 0) return false;",
				"if (data.bool(\"a$\") && data.has(\"b$\")) return false;",
				"if (data.bool(\"a$\") || !data.bool(\"b$\")) return data.bool(\"c$\");",
				"if (data.bool(\"a$\")) { if (data.bool(\"b$\")) return false; }",
				"if (data.bool(\"a$\")) { if (data.bool(\"b$\")) return true; } else if (data.bool(\"c$\")) return false;")) {
			assertLinear(75, count, rule("", guard, count, "data.bool(\"z\")"));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 20 })
	void nestedAndConsecutiveReturns(int count) {
		assertLinear(150, count, rule("", """
				if (data.bool("a$")) {
					if (data.bool("b$")) { if (data.has("c$")) return data.bool("z"); }
					if (data.bool("c$")) return true;
				}
				""", count, "data.bool(\"z\")"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 20, 50 })
	void localsBetweenReturns(int count) {
		assertLinear(60, count,
				rule("", "double x$ = data.number(\"x$\"); if (x$ < 0) return x$ > -5;", count, "x3 > x1"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 15 })
	void localsAssignedOnPathsThatContinue(int count) {
		String start = "double x = data.number(\"x\"); int y = 0;";
		for (String part : List.of("if (data.bool(\"a$\")) { if (x > 9) return false; x = x + 1; }",
				"if (data.bool(\"a$\")) { if (x > $) return y > 1; x++; y += 2; } else { if (x < 0) return true; x--; }",
				"""
						if (data.bool("a$")) { x += 1; }
						else if (data.bool("b$")) { y = $; if (data.has("c$")) return y > x; }
						else if (data.has("c$")) { return false; }
						else { y++; }
						""")) {
			assertLinear(230, count, rule(start, part, count, "x + y > 9"));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 20, 50 })
	void branchesOfElseIfChain(int count) {
		assertLinear(80, count,
				rule("double x = 1; double y = 2;",
						"if (data.bool(\"a$\")) { y = $; if (data.bool(\"b$\")) return false; x = 3; } else", count,
						" { x = 5; } return x > y"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 20, 50 })
	void casesOfASwitch(int count) {
		assertLinear(80, count,
				rule("double x = 1; switch (data.string(\"s\", \"\")) {",
						"case \"s$\": if (data.bool(\"a$\")) return data.bool(\"b$\"); x = $; break;", count,
						"} return x > 3"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 4, 8 })
	void consecutiveSwitches(int count) {
		assertLinear(300, count, rule("double x = 1;", """
				switch (data.string("s", "")) {
					case "s$": return data.bool("a$");
					case "t": x = $; if (data.bool("b$")) return false; break;
					default: x += 2;
				}
				""", count, "x > 3"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 20 })
	void returnsOfNestedLambdas(int count) {
		String guard = "if (each.bool(\"a$\")) { if (each.has(\"b$\")) return false; }";
		String body = "{" + repeat(guard, count) + " return each.has(\"c1\"); }";
		assertLinear(80, count, "(data, ctx) -> ctx.deps().any(dep -> { EventData each = dep.data();"
				+ repeat(guard, count) + " return each.has(\"c1\"); })");
		assertLinear(80, count, "(data, ctx) -> data.objects(\"all\").count(each -> " + body + ") == 1");
		assertLinear(160, count,
				"(data, ctx) -> data.objects(\"all\").sum(each -> { double x = 1;"
						+ repeat("if (each.has(\"a$\")) { if (each.bool(\"b$\")) return x; x += $; }", count)
						+ " return x; }) > 5");
	}

	@Test
	void consecutiveRulesOfSeveralEvents() {
		assertLinear(150, 8, rule("",
				"if (ctx.deps(\"s$\").any(d -> { if (d.data().bool(\"a1\")) { if (data.bool(\"b$\")) return false; }"
						+ " return d.data().has(\"a$\"); })) return false;",
				8, "data.bool(\"z\")"));
	}

	private static String rule(String start, String part, int count, String result) {
		String end = result.contains("return") ? result : " return " + result;
		return "(data, ctx) -> { " + start + repeat(part, count) + end + "; }";
	}

	private static String repeat(String part, int count) {
		return IntStream.range(0, count).mapToObj((i) -> part.replace("$", "" + i)).collect(Collectors.joining("\n"));
	}

	private static void assertLinear(int bytes, int count, String lambda) {
		Rule rule = new LambdaCompiler().compile(lambda);
		String script = Expr.of(rule).script();
		assertThat(script.length()).as(script).isLessThan(300 + bytes * count);
		Random random = new Random(5);
		for (int i = 0; i < 20; i++) {
			Map<String, ?> data = data(random, count);
			Map<String, ?> dep = Map.of("flow", "f", "id", "s1", "data", data(random, count));
			RuleContext ctx = RuleContext.of(Dependency.of("s1", dep.get("data")));
			assertThat(JsEngine.SHARED.run(script, data, dep)).as(script + " of " + data + dep)
				.isEqualTo(rule.test(EventData.of(data), ctx));
		}
	}

	/**
	 * Return data in which few fields are set, so that some paths reach the last return.
	 */
	private static Map<String, ?> data(Random random, int count) {
		String label = (random.nextInt(4) == 0) ? "t" : "s" + random.nextInt(count);
		Map<String, Object> data = new HashMap<>(Map.of("s", label, "x", random.nextInt(9)));
		data.put("z", random.nextBoolean());
		int rarity = 1 + random.nextInt(2 * count);
		for (String field : List.of("a", "b", "c", "x")) {
			for (int i = 0; i < count; i++) {
				if (random.nextInt(rarity) == 0) {
					data.put(field + i, field.equals("x") ? random.nextInt(20) - 9 : random.nextBoolean());
				}
			}
		}
		data.put("all", List.of(Map.copyOf(data), Map.of("b1", true, "c1", 1)));
		return data;
	}

}

package ai.desplega.businessuse.internal.lambda;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static ai.desplega.businessuse.internal.lambda.Agreement.assertAgreed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the limits of scripts: their size grows with the byte code, and lambdas that
 * exceed a limit are rejected.
 */
@SuppressWarnings("serial")
class ScriptLimitTests {

	@ParameterizedTest
	@CsvSource({ "8, 2", "10, 2", "8, 4", "12, 4", "20, 3" })
	void branchesThatAssignLocalsAreMerged(int arms, int locals) {
		for (String shape : List.of(elseIf(arms, locals), switchOnStrings(arms, locals), sequence(arms, locals))) {
			Rule rule = new LambdaCompiler().compile(shape);
			assertThat(Expr.of(rule).script().length()).isLessThan(400 + 60 * arms * (locals + 1)).isLessThan(4096);
			for (int n = -1; n <= arms; n++) {
				assertAgreed(rule, Map.of("n", n, "s", "case" + n));
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "8, 2", "10, 2", "8, 4" })
	void nestedBranchesThatAssignLocalsAddUp(int depth, int locals) {
		Rule rule = new LambdaCompiler().compile(nested(depth, locals));
		assertThat(Expr.of(rule).script().length()).isLessThan(400 + 60 * depth * (locals + 1)).isLessThan(4096);
		for (int n = -1; n <= depth; n++) {
			assertAgreed(rule, Map.of("n", n));
		}
	}

	@Test
	void largeScriptIsRefused() {
		String all = IntStream.range(0, 300)
			.mapToObj((i) -> "data.bool(\"f" + i + "\")")
			.collect(Collectors.joining("&&"));
		assertRefused("(data, ctx) -> " + all,
				"is too large: its script has more than 4096 bytes; split it into several rules");
	}

	@Test
	void largeCapturedValueIsRefused() {
		String large = "x".repeat(5000);
		String wide = "\u4e2d".repeat(1500);
		List<String> many = IntStream.range(0, 1000).mapToObj((i) -> "value" + i).toList();
		List<Rule> rules = List.of((data, ctx) -> large.equals(data.string("s")),
				(data, ctx) -> wide.equals(data.string("s")), (data, ctx) -> many.contains(data.string("s")));
		assertThat(rules).allSatisfy((rule) -> assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(rule))
			.withMessageContaining("is too large: its script has more than 4096 bytes"));
	}

	@Test
	void scriptIsLimitedForEachValueCaptured() {
		assertThat(matches("x".repeat(4000)).length()).isLessThan(4096);
		assertThatIllegalArgumentException().isThrownBy(() -> matches("x".repeat(4090)));
		assertThat(matches("EUR")).contains("EUR");
	}

	private static String matches(String value) {
		return Expr.of((data, ctx) -> value.equals(data.string("s"))).script();
	}

	@Test
	void deeplyNestedScriptIsRefused() {
		assertRefused("(data, ctx) -> " + "-(".repeat(120) + "data.number(\"x\")" + ")".repeat(120) + " > 0",
				"is nested too deeply: its script has more than 100 nested brackets; split it into several rules");
	}

	@Test
	void nestedScriptOfTheBoundRuns() {
		assertAgreed(
				new LambdaCompiler()
					.compile("(data, ctx) -> " + "1+(1-".repeat(45) + "data.number(\"x\")" + ")".repeat(45) + " > 0"),
				Map.of("x", 3), Map.of("x", -3));
	}

	@Test
	void longTranslationIsRefused() {
		String doubled = IntStream.range(1, 15)
			.mapToObj((i) -> "static boolean r$(EventData data) { return data.objects(\"x\").any(Rules::r#)"
				.concat(" && data.objects(\"y\").any(Rules::r#); }")
				.replace("$", "" + i)
				.replace("#", "" + (i - 1)))
			.collect(Collectors.joining("\n", "static boolean r0(EventData data) { return data.bool(\"x\"); }", ""));
		assertRefused("(data, ctx) -> data.objects(\"x\").any(Rules::r14)",
				"is too long: its translation takes more than 10000 steps; split it into several rules", doubled);
	}

	private static void assertRefused(String lambda, String reason, String... members) {
		Rule rule = new LambdaCompiler().compile(lambda, members);
		assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(rule)).withMessageContaining(reason);
	}

	private static String elseIf(int arms, int locals) {
		return rule(locals,
				IntStream.range(0, arms)
					.mapToObj((i) -> "if (data.number(\"n\") == " + i + ") {" + assignments(locals, i) + "}")
					.collect(Collectors.joining(" else ")));
	}

	private static String switchOnStrings(int arms, int locals) {
		return rule(locals,
				"switch (data.string(\"s\", \"\")) {" + IntStream.range(0, arms)
					.mapToObj((i) -> "case \"case" + i + "\": " + assignments(locals, i) + " break;")
					.collect(Collectors.joining()) + "}");
	}

	private static String sequence(int arms, int locals) {
		return rule(locals,
				IntStream.range(0, arms)
					.mapToObj((i) -> "if (data.number(\"n\") > " + i + ") {" + assignments(locals, i) + "}")
					.collect(Collectors.joining()));
	}

	private static String nested(int depth, int locals) {
		String inner = "";
		for (int i = depth - 1; i >= 0; i--) {
			inner = "if (data.number(\"n\") > " + i + ") {" + assignments(locals, i) + inner + "} else {"
					+ assignments(locals, i + 1) + "}";
		}
		return rule(locals, inner);
	}

	private static String rule(int locals, String statements) {
		String declarations = IntStream.range(0, locals)
			.mapToObj((i) -> "double x" + i + " = 0;")
			.collect(Collectors.joining());
		String sum = IntStream.range(0, locals).mapToObj((i) -> "x" + i).collect(Collectors.joining(" + "));
		return "(data, ctx) -> {" + declarations + statements + " return " + sum + " > 7; }";
	}

	private static String assignments(int locals, int arm) {
		return Arrays.stream(IntStream.range(0, locals).toArray())
			.mapToObj((i) -> "x" + i + " = x" + i + " + " + (arm + i) + ";")
			.collect(Collectors.joining());
	}

}

package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import ai.desplega.businessuse.internal.lambda.JsEngine.Case;
import ai.desplega.businessuse.rule.EventData;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import ai.desplega.businessuse.rule.RuleContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of white space and case, which Java and JavaScript define by different tables,
 * with all characters that are affected.
 */
class StringTests {

	private static final int AT_ONCE = 50;

	@Test
	void whiteSpaceMatchesJava() {
		assertSame((data, ctx) -> data.objects("all")
			.all((each) -> each.string("text").isBlank() == each.bool("blank")
					&& each.string("text").trim().isEmpty() == each.bool("trimmed")));
	}

	@Test
	void caseConversionMatchesJava() {
		assertSame((data, ctx) -> data.objects("all")
			.all((each) -> each.string("text").toLowerCase().equals(each.string("lower"))
					&& each.string("text").toUpperCase().equals(each.string("upper"))));
	}

	@Test
	void ignoresCaseCharacterByCharacter() {
		assertSame((data, ctx) -> data.objects("all")
			.all((each) -> each.string("text").equalsIgnoreCase(each.string("simpleLower")) == each.bool("equalsLower")
					&& each.string("text").equalsIgnoreCase(each.string("simpleUpper")) == each.bool("equalsUpper")
					&& each.string("text").equalsIgnoreCase(each.string("upper")) == each.bool("equalsFullUpper")));
	}

	/**
	 * Java uses word boundaries to determine whether a sigma is final. If the result in
	 * JavaScript might differ, the script fails.
	 */
	@Test
	void finalSigmaMatchesJavaOrFails() {
		Rule rule = (data, ctx) -> data.string("x").toLowerCase().equals(data.string("lower"));
		String script = Expr.of(rule).script();
		for (String string : List.of("\u03a3", "A\u03a3", "A\u03a3 ", "A\u03a3B", "\u03a3A", " \u03a3", "1\u03a3",
				"\u039f\u0394\u039f\u03a3", "\u039f\u0394\u039f\u03a3 \u039f\u0394\u039f\u03a3.", "\u03a3\u03a3",
				"A\u03a3, B", "\ud801\udc00\u03a3")) {
			assertThat(JsEngine.SHARED.run(script, Map.of("x", string, "lower", string.toLowerCase(Locale.ROOT))))
				.as(string)
				.isEqualTo(true);
		}
		for (String string : List.of("A-\u03a3", "A\u03a3-B", "A.\u03a3", "A1\u03a3", "A\u05d0\u03a3")) {
			assertThat(JsEngine.SHARED.run(script, Map.of("x", string, "lower", string))).as(string)
				.asString()
				.startsWith("Error");
		}
	}

	private static void assertSame(Rule lambda) {
		String script = Expr.of(lambda).script();
		List<Map<String, Object>> characters = characters();
		List<Case> cases = new ArrayList<>();
		for (int from = 0; from < characters.size(); from += AT_ONCE) {
			Map<String, ?> data = Map.of("all", characters.subList(from, Math.min(characters.size(), from + AT_ONCE)));
			assertThat(lambda.test(EventData.of(data), RuleContext.of())).isTrue();
			cases.add(Case.of(script, data, List.of()));
		}
		List<Object> results = JsEngine.SHARED.run(cases);
		for (int i = 0; i < cases.size(); i++) {
			assertThat(results.get(i)).as(cases.get(i).data()).isEqualTo(true);
		}
		assertThat(characters).hasSizeGreaterThan(2500);
	}

	private static List<Map<String, Object>> characters() {
		return IntStream.range(1, 0x11000)
			.filter((c) -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
			.filter((c) -> Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)
					|| Character.toLowerCase(c) != c || Character.toUpperCase(c) != c)
			.mapToObj(StringTests::describe)
			.toList();
	}

	private static Map<String, Object> describe(int c) {
		String text = Character.toString(c);
		String lower = Character.toString(Character.toLowerCase(c));
		String upper = Character.toString(Character.toUpperCase(c));
		String fullUpper = text.toUpperCase(Locale.ROOT);
		return Map.ofEntries(Map.entry("text", text), Map.entry("blank", text.isBlank()),
				Map.entry("trimmed", text.trim().isEmpty()), Map.entry("lower", text.toLowerCase(Locale.ROOT)),
				Map.entry("upper", fullUpper), Map.entry("simpleLower", lower), Map.entry("simpleUpper", upper),
				Map.entry("equalsLower", text.equalsIgnoreCase(lower)),
				Map.entry("equalsUpper", text.equalsIgnoreCase(upper)),
				Map.entry("equalsFullUpper", text.equalsIgnoreCase(fullUpper)));
	}

}

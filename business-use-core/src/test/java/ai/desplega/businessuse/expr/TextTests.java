package ai.desplega.businessuse.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.desplega.businessuse.expr.JsEngine.Case;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is white space and what has an upper case is laid down in tables, and Java's are
 * not JavaScript's. So all characters are tried.
 */
class TextTests {

	@Test
	void whiteSpaceIsWhatJavaTakesForIt() {
		assertSame((data, ctx) -> data.text("s").isBlank());
		assertSame((data, ctx) -> data.text("s").trim().isEmpty());
	}

	@Test
	void lowerAndUpperCaseAreThoseOfJava() {
		assertSame((data, ctx) -> data.text("s").toLowerCase().equals(data.text("lower")));
		assertSame((data, ctx) -> data.text("s").toUpperCase().equals(data.text("upper")));
	}

	@Test
	void equalityWithoutCaseGoesCharacterByCharacter() {
		assertSame((data, ctx) -> data.text("s").equalsIgnoreCase(data.text("lower")) == data.text("upper")
			.equalsIgnoreCase(data.text("s")));
		assertSame((data, ctx) -> data.text("s").equalsIgnoreCase(data.text("simpleLower"))
				&& data.text("s").equalsIgnoreCase(data.text("simpleUpper")));
	}

	private static void assertSame(EventPredicate lambda) {
		String script = Expr.of(lambda).script();
		List<Map<String, String>> data = IntStream.range(1, 0x11000)
			.filter((c) -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
			.filter((c) -> !Character.isLetterOrDigit(c) && Character.isDefined(c) || Character.toLowerCase(c) != c
					|| Character.toUpperCase(c) != c)
			.mapToObj((c) -> texts(Character.toString(c)))
			.toList();
		List<Case> cases = data.stream().map((each) -> Case.of(script, each, List.of())).toList();
		List<String> differences = new ArrayList<>();
		JsEngine engine = JsEngine.SHARED;
		List<Object> results = engine.run(cases);
		for (int i = 0; i < cases.size(); i++) {
			boolean inJava = lambda.test(EventData.of(data.get(i)), Ctx.of());
			if (!results.get(i).equals(inJava)) {
				differences.add("%04x %s".formatted(data.get(i).get("s").codePointAt(0), inJava));
			}
		}
		assertThat(differences).isEmpty();
		assertThat(cases).hasSizeGreaterThan(2500);
	}

	private static Map<String, String> texts(String text) {
		int c = text.codePointAt(0);
		return Map.of("s", text, "lower", text.toLowerCase(), "upper", text.toUpperCase(), "simpleLower",
				Character.toString(Character.toLowerCase(c)), "simpleUpper",
				Character.toString(Character.toUpperCase(c)));
	}

}

package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import ai.desplega.businessuse.internal.lambda.JsEngine.Case;
import ai.desplega.businessuse.internal.lambda.LambdaCompiler.MemoryClassLoader;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that captured strings and names of fields become literals with the same value,
 * and are never run as a script.
 */
class InjectionTests {

	private static final List<String> HOSTILE = List.of("\"", "'", "`", "\\", "\\\"", "\" || true || \"",
			"\"); throw 1; (\"", "${1}", "</script>", "<!--", "-->", "]]>", "/*", "*/", "//", "\n", "\r", "\r\n",
			"\u2028", "\u2029", "\u0000", "\b", "\u007f", "\u0085", "\ufeff", "\u202e", "\ud800", "\udc00",
			"\udc00\ud800", "\ud83d\ude00", "return", "returned", "rereturnturn", "\\u0072eturn", "return true", "\\",
			"\\u0022", "\\x22", "%00", "#0", "$0", "{num}", "__proto__", "constructor", "");

	@Test
	void capturedStringsStayInTheirLiterals() {
		List<Case> cases = new ArrayList<>();
		for (String text : strings()) {
			List<String> list = List.of(text, "other");
			Set<String> set = Set.of(text);
			cases.add(caseOf((data, ctx) -> text.equals(data.string("t")) && list.contains(data.string("t"))
					&& set.contains(data.string("t")) && text.length() == data.number("length")
					&& ctx.deps(text).count() == 1, text));
		}
		assertAllTrue(cases);
	}

	@Test
	void namesOfFieldsStayInTheirLiterals() {
		List<Case> cases = new ArrayList<>();
		for (String text : strings()) {
			cases.add(caseOf((data, ctx) -> data.object("o").number(text) == 42 && data.object("o").has(text)
					&& ctx.deps().sum(text) == 42, text));
		}
		assertAllTrue(cases);
	}

	@Test
	void constantsOfTheSourceStayInTheirLiterals() {
		StringBuilder type = new StringBuilder("public class Rules {\n");
		for (int i = 0; i < HOSTILE.size(); i++) {
			String rule = """
					public static Rule ruleINDEX() {
						return (data, ctx) -> STRING.equals(data.string("t")) && data.object("o").number(STRING) == 42
								&& (STRING + data.string("t")).length() == 2 * data.number("length");
					}
					""";
			type.append(rule.replace("INDEX", "" + i).replace("STRING", literal(HOSTILE.get(i))));
		}
		MemoryClassLoader classes = new LambdaCompiler().compile(Map.of("Rules", type.append('}').toString()));
		List<Case> cases = new ArrayList<>();
		for (int i = 0; i < HOSTILE.size(); i++) {
			cases.add(caseOf(classes.call("Rules", "rule" + i), HOSTILE.get(i)));
		}
		assertAllTrue(cases);
	}

	private static void assertAllTrue(List<Case> cases) {
		assertThat(cases).allSatisfy((each) -> {
			assertThat(each.script()).doesNotContain("return").doesNotContain("<").doesNotContain("'");
			assertThat(each.script().chars()).allMatch((c) -> c >= ' ' && c != 0x2028 && c != 0x2029);
		});
		JsEngine engine = JsEngine.SHARED;
		assertThat(engine.run(cases)).hasSameSizeAs(cases).allMatch(Boolean.TRUE::equals);
	}

	private static Case caseOf(Rule lambda, String text) {
		Map<String, ?> data = Map.of("t", text, "length", text.length(), "o", Map.of(text, 42));
		return Case.of(Expr.of(lambda).script(), data,
				List.of(Map.of("flow", "f", "id", text, "data", Map.of(text, 42))));
	}

	/**
	 * Return hostile strings and combinations of them.
	 */
	private static List<String> strings() {
		Random random = new Random(7);
		List<String> texts = new ArrayList<>(HOSTILE);
		IntStream.range(0, 200)
			.mapToObj((i) -> HOSTILE.get(random.nextInt(HOSTILE.size())) + HOSTILE.get(random.nextInt(HOSTILE.size()))
					+ (char) random.nextInt(0x10000))
			.forEach(texts::add);
		return texts;
	}

	private static String literal(String text) {
		StringBuilder literal = new StringBuilder("\"");
		text.chars().forEach((c) -> literal.append(escaped(c)));
		return literal.append('"').toString();
	}

	private static String escaped(int c) {
		return switch (c) {
			case '"' -> "\\\"";
			case '\\' -> "\\\\";
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			default -> (c < ' ' || c > '~') ? "\\u%04x".formatted(c) : String.valueOf((char) c);
		};
	}

}

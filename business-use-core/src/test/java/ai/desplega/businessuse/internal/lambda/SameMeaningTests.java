package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import ai.desplega.businessuse.internal.lambda.JsEngine.Case;
import ai.desplega.businessuse.internal.lambda.LambdaCompiler.MemoryClassLoader;
import ai.desplega.businessuse.rule.Dependency;
import ai.desplega.businessuse.rule.EventData;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import ai.desplega.businessuse.rule.RuleContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that scripts have the same results as their lambdas. Lambdas and data are
 * generated. The JDK that runs the tests compiles the lambdas. Each lambda is called in
 * Java and run as JavaScript with the same data. Both must fail for the same data.
 * <p>
 * The system property {@code expr.predicates} sets the number of lambdas, and
 * {@code expr.seed} the seed, which the report of the test contains.
 */
class SameMeaningTests {

	private static final long SEED = Long.getLong("expr.seed", 4);

	private static final int PREDICATES = Integer.getInteger("expr.predicates", 200);

	private static final int DATA_PER_PREDICATE = 10;

	private static final int PREDICATES_PER_CLASS = 50;

	@Test
	void lambdaAndScriptAgree(TestReporter reporter) {
		reporter.publishEntry("expr.seed", String.valueOf(SEED));
		Random random = new Random(SEED);
		List<Sample> samples = samples(random);
		JsEngine engine = JsEngine.SHARED;
		List<Object> results = engine.run(samples.stream().map(Sample::inJavaScript).toList());
		List<String> differences = new ArrayList<>();
		for (int i = 0; i < samples.size(); i++) {
			samples.get(i).addDifference(results.get(i), differences);
		}
		assertThat(differences.stream().limit(3).toList()).as("of %s results with seed %s", results.size(), SEED)
			.isEmpty();
		assertThat(results).hasSizeGreaterThan(PREDICATES * DATA_PER_PREDICATE * 9 / 10);
		assertThat(results.stream().filter(Boolean.class::isInstance).count()).as("results that are no errors")
			.isGreaterThan(results.size() / 2);

	}

	private static List<Sample> samples(Random random) {
		PredicateGenerator generator = new PredicateGenerator(random);
		DataGenerator data = new DataGenerator(random);
		List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < PREDICATES; i += PREDICATES_PER_CLASS) {
			Map<String, String> sources = new LinkedHashMap<>();
			for (int k = 0; k < PREDICATES_PER_CLASS; k++) {
				sources.put("lambda" + k, generator.lambda());
			}
			MemoryClassLoader classes = new LambdaCompiler().compile(Map.of("Rules", type(sources)));
			sources.forEach((name, source) -> samples.addAll(samples(classes, name, source, data)));
		}
		return samples;
	}

	private static String type(Map<String, String> sources) {
		StringBuilder type = new StringBuilder("public class Rules {\n");
		sources.forEach((name, source) -> type.append("public static Rule ")
			.append(name)
			.append('(')
			.append(PredicateGenerator.PARAMETERS)
			.append(") {\nreturn ")
			.append(source)
			.append(";\n}\n"));
		return type.append("}\n").toString();
	}

	private static List<Sample> samples(MemoryClassLoader classes, String name, String source, DataGenerator data) {
		List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < DATA_PER_PREDICATE; i++) {
			Object[] captured = data.captured();
			Rule lambda = classes.call("Rules", name, captured);
			String script = script(lambda, source);
			if (script != null) {
				samples.add(new Sample(source, captured, lambda, script, data.data(), data.deps()));
			}
		}
		return samples;
	}

	/**
	 * Return the script, or {@code null} if the lambda exceeds a limit.
	 */
	private static @Nullable String script(Rule lambda, String source) {
		try {
			return Expr.of(lambda).script();
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex).as(source)
				.hasMessageMatching(
						".* is (too large: its script|nested too deeply: its script|too long: its translation) .*");
			return null;
		}
	}

	private record Sample(String source, Object[] captured, Rule lambda, String script, Map<String, ?> data,
			List<Map<String, ?>> deps) {

		private Object inJava() {
			Dependency[] all = this.deps.stream()
				.map((dep) -> Dependency.of((String) dep.get("id"), dep.get("data")))
				.toArray(Dependency[]::new);
			try {
				return this.lambda.test(EventData.of(this.data), RuleContext.of(all));
			}
			catch (RuntimeException ex) {
				return ex.toString();
			}
		}

		private Case inJavaScript() {
			return Case.of(this.script, this.data, this.deps);
		}

		private void addDifference(Object inJavaScript, List<String> differences) {
			Object inJava = inJava();
			boolean bothFail = inJava instanceof String && inJavaScript instanceof String;
			if (!bothFail && !inJava.equals(inJavaScript)) {
				differences.add("\n" + this.source + "\n" + this.script + "\ncaptured " + Arrays.toString(this.captured)
						+ "\n" + inJavaScript().data() + "\n" + inJavaScript().deps() + "\nJava " + inJava
						+ ", JavaScript " + inJavaScript + "\n");
			}
		}

	}

}

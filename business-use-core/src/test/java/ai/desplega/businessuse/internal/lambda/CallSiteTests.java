package ai.desplega.businessuse.internal.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;

import ai.desplega.businessuse.internal.lambda.LambdaCompiler.MemoryClassLoader;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that a lambda is read once, from any class loader, and keeps no class loader
 * reachable.
 */
class CallSiteTests {

	private static final String POSITIVE = "(data, ctx) -> data.number(\"x\") > 0";

	@Test
	void aLambdaWithoutCapturesIsTranslatedOnce() {
		List<String> scripts = IntStream.range(0, 3)
			.mapToObj((i) -> Expr.of((data, ctx) -> data.bool("x")).script())
			.toList();
		assertThat(scripts).allSatisfy((each) -> assertThat(each).isSameAs(scripts.get(0)));
	}

	@Test
	void aLambdaWithCapturesHasAScriptForEach() {
		List<String> scripts = IntStream.range(0, 3)
			.mapToObj((limit) -> Expr.of((data, ctx) -> data.strings("x").count() > limit).script())
			.toList();
		assertThat(scripts).extracting((script) -> script.replaceAll(".* > |\\)\\(\\)", ""))
			.containsExactly("0", "1", "2");
	}

	@Test
	void manyThreadsSeeTheSameScripts() {
		List<String> scripts = IntStream.range(0, 2000).parallel().mapToObj((i) -> {
			String text = (i % 3 == 0) ? null : "t" + i % 2;
			return text + " " + Expr.of((data, ctx) -> Objects.equals(text, data.string("x"))).script();
		}).distinct().sorted().toList();
		assertThat(scripts).hasSize(3).allMatch((each) -> each.contains(each.startsWith("null") ? "null ===" : "\"t"));
	}

	@Test
	void redeployedApplicationIsGarbageCollected() {
		WeakReference<ClassLoader> application = useAndForget();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return application.get() == null;
		});
	}

	private static WeakReference<ClassLoader> useAndForget() {
		MemoryClassLoader classes = new LambdaCompiler().compile(Map.of("Rules", """
				public class Rules {
					public static Rule plain() { return (data, ctx) -> data.bool("x"); }
					public static Rule capturing(String text) { return (data, ctx) -> data.has(text); }
					public static Rule refused() { return (data, ctx) -> System.nanoTime() > 0; }
					enum Color { RED }
					public static Rule object() {
						Color color = Color.RED;
						Object object = new Rules();
						return (data, ctx) -> color.name().equals(data.string("x")) || object.equals(data);
					}
				}
				"""));
		assertThat(Expr.of(classes.call("Rules", "plain")).script()).isEqualTo("data.x === true");
		assertThat(Expr.of(classes.call("Rules", "capturing", "y")).script()).contains("has(data, \"y\")");
		assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(classes.call("Rules", "refused")));
		assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(classes.call("Rules", "object")));
		return new WeakReference<>(classes);
	}

	@Test
	void supportsClassesWithoutDebugInformation() {
		LambdaCompiler compiler = new LambdaCompiler().with("-g:none");
		assertThat(Expr.of(compiler.compile("(data, ctx) -> { double x = data.number(\"x\"); return x > 1 && x < 2; }"))
			.script()).endsWith("v1 = num(data.x)) => v1 > 1 && v1 < 2)()");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Expr.of(compiler.compile("(data, ctx) -> System.nanoTime() > 0")))
			.withMessageStartingWith("The lambda in Rules.lambda can't be translated to JavaScript: it calls");
	}

	@Test
	void supportsAllReleaseOptionsOfTheCompiler() {
		assertThat(Expr.of(new LambdaCompiler().with("--release", "17").compile(POSITIVE)).script())
			.endsWith("num(data.x) > 0)()");
		assertThat(Expr.of(new LambdaCompiler().compile(POSITIVE)).script()).endsWith("num(data.x) > 0)()");
	}

	@Test
	void readsClassFileThroughItsClassLoader(@TempDir Path directory) throws IOException {
		MemoryClassLoader compiled = new LambdaCompiler().compile(
				Map.of("Rules", "public class Rules { public static Rule lambda() { return " + POSITIVE + "; } }"));
		Path jar = directory.resolve("application.jar");
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out)) {
			entries.putNextEntry(new JarEntry("generated/Rules.class"));
			try (InputStream in = compiled.getResourceAsStream("generated/Rules.class")) {
				in.transferTo(entries);
			}
		}
		try (URLClassLoader classes = new URLClassLoader(new URL[] { jar.toUri().toURL() },
				getClass().getClassLoader())) {
			Rule lambda = (Rule) classes.loadClass("generated.Rules").getMethod("lambda").invoke(null);
			assertThat(Expr.of(lambda).script()).endsWith("num(data.x) > 0)()");
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void lambdaWithoutClassFileIsRefused() {
		MemoryClassLoader compiled = new LambdaCompiler().compile(
				Map.of("Rules", "public class Rules { public static Rule lambda() { return " + POSITIVE + "; } }"));
		compiled.hideClassFiles();
		assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(compiled.call("Rules", "lambda")))
			.withMessageContaining("there is no class file of Rules, as in a native image")
			.withMessageContaining("Expr.js(\"...\")");
	}

}

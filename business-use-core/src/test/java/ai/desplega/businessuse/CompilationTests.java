package ai.desplega.businessuse;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for calls that the compiler accepts, and for mistakes that it rejects. All are
 * compiled together, each on a separate line.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CompilationTests {

	private static final String HEADER = """
			import ai.desplega.businessuse.*;
			import ai.desplega.businessuse.flow.*;
			import ai.desplega.businessuse.rule.*;
			import ai.desplega.businessuse.status.*;
			import ai.desplega.businessuse.transport.*;
			import java.time.*;
			import java.util.*;
			class Snippets {
			record Order(String id, double total) {}
			static boolean isRight(EventData data, RuleContext ctx) { return data.bool("right"); }
			BusinessUseClient client; FlowRun run; Order order; BusinessEvent event; ClientStatus status;
			""";

	private static final List<String> ACCEPTED = List.of("client.act(\"cart_created\", run, Map.of(\"items\", 2));",
			"client.act(\"cart_created\", run, order);", "client.act(\"cart_created\", run, null);",
			"client.act(null);", "client.act(e -> e.id(\"a\").flow(\"f\").runId(\"123\").data(\"email\", null));",
			"client.act(e -> e.id(\"a\").run(run).data(order).data(\"tenant\", \"t1\"));",
			"FlowRun r = FlowRun.of(\"checkout\", 17L);", "FlowRun r = FlowRun.of(\"checkout\", order.id());",
			"FlowRun r = FlowRun.of(\"checkout\", null);", "client.act(e -> e.runId(17L));",
			"client.act(e -> e.runId(UUID.randomUUID()));", "client.act(e -> e.runId(null));",
			"client.act(e -> e.runId(Optional.of(1)));", "client.assertion(e -> e.validator(null).filter(null));",
			"client.assertion(e -> e.validator((data, ctx) -> data.number(\"total\") > 0));",
			"client.assertion(e -> e.validator(Snippets::isRight).filter(Expr.js(\"true\")));",
			"client.assertion(e -> e.validator((data, ctx) -> data.numbers(\"n\").contains(3)));",
			"client.assertion(e -> e.validator((data, ctx) -> ctx.data().number(\"total\") > 0));",
			"Rule rule = Expr.js(\"true\"); Rule other = (data, ctx) -> data.bool(\"a\");",
			"client.act(e -> e.timeout(null));",
			"client.act(e -> e.timeout(Duration.ofSeconds(1)).additionalMeta(null).description(null));",
			"BusinessEvent b = BusinessEvent.builder().id(\"a\").build(); Duration d = b.timeout();",
			"BusinessEventCustomizer c = e -> e.toBuilder().data(\"tenant\", \"t1\").build();",
			"try (BusinessUseClient c = BusinessUseClient.create()) { c.prepare(e -> e.id(\"a\")).submit(); }",
			"BusinessUseClient.builder().enabled(true).url(null).apiKey(null).transport(new InMemoryTransport()).build();",
			"long n = status.recorded() + status.dropped() + status.dropped(DropReason.INVALID);",
			"ClientStatus s = ClientStatus.empty(); Map<DropReason, Long> m = s.droppedByReason();",
			"for (RecordedEvent e : new InMemoryTransport().events()) { Map<String, ?> data = e.data(); }",
			"EventTransport t = (batch, timeout) -> TransportResponse.of(200);",
			"Dependency d = Dependency.of(\"item_added\", Map.of(\"price\", 5));");

	private static final List<String> REFUSED = List.of(
			"client.act(\"cart_created\", \"checkout\", \"o-1\", Map.of());",
			"client.act(\"cart_created\", \"o-1\", \"checkout\", Map.of());",
			"client.act(\"checkout\", \"cart_created\", Map.of());", "client.act(\"checkout\", \"o-1\", run);",
			"client.act(run, \"cart_created\", Map.of());", "FlowRun.of(17L, \"checkout\");",
			"FlowRun.of(UUID.randomUUID(), \"checkout\");", "client.act(e -> e.id(17L));",
			"client.act(e -> e.run(\"checkout\", \"o-1\"));", "client.act(e -> e.run(\"o-1\"));",
			"client.act(e -> e.conditions());", "client.act(e -> e.timeout(10));",
			"client.assertion(e -> e.validator(\"data.total > 0\"));", "Expr.cel(\"true\");",
			"client.assertion(e -> e.validator((data, ctx) -> { for (double n : data.numbers(\"n\")) { } return true; }));",
			"Dependency.of(\"checkout\", \"item_added\", Map.of());", "client.close(Duration.ofSeconds(1));",
			"BusinessUseClient.builder().scheduler(null);", "new BusinessEvent.Builder();",
			"new ClientStatus(null, null, 0, 0, null, 0, 0, null, null, null);", "new TransportResponse(200, \"\");",
			"new RecordedEvent(\"{}\");", "new FlowRun(\"checkout\", \"o-1\");", "new EventBatch(List.of());",
			"EventTransport t = batch -> TransportResponse.of(200);",
			"Map<String, Object> e = new InMemoryTransport().events().get(0);",
			"BusinessUseClient c = new BusinessUseClient() { public void ensure(String event) { } };");

	private final Map<String, String> errors = new TreeMap<>();

	@BeforeAll
	void compile(@TempDir Path classes) {
		List<String> snippets = new ArrayList<>(ACCEPTED);
		snippets.addAll(REFUSED);
		StringBuilder source = new StringBuilder(HEADER);
		snippets.forEach((snippet) -> source.append("void snippet")
			.append(snippets.indexOf(snippet))
			.append("() throws Exception { ")
			.append(snippet)
			.append(" }\n"));
		int firstLine = (int) HEADER.lines().count() + 1;
		for (Diagnostic<?> diagnostic : diagnose(source.append("}\n").toString(), classes)) {
			if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
				int snippet = (int) diagnostic.getLineNumber() - firstLine;
				this.errors.put(snippets.get(snippet), diagnostic.getMessage(Locale.ROOT));
			}
		}
	}

	private static List<Diagnostic<? extends JavaFileObject>> diagnose(String source, Path classes) {
		JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Snippets.java"),
				JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source;
			}

		};
		List<String> options = List.of("-proc:none", "-Xmaxerrs", "1000", "-d", classes.toString(), "-classpath",
				System.getProperty("java.class.path"));
		compiler.getTask(null, null, diagnostics, options, null, List.of(file)).call();
		return List.copyOf(diagnostics.getDiagnostics());
	}

	static List<String> accepted() {
		return ACCEPTED;
	}

	static List<String> refused() {
		return REFUSED;
	}

	@ParameterizedTest
	@MethodSource("accepted")
	void compiles(String snippet) {
		assertThat(this.errors).doesNotContainKey(snippet);
	}

	@ParameterizedTest
	@MethodSource("refused")
	void doesNotCompile(String snippet) {
		assertThat(this.errors).containsKey(snippet);
		assertThat(this.errors.get(snippet)).doesNotContain("package ", "illegal ", "expected");
	}

}

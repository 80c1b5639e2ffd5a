package ai.desplega.businessuse.expr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.roastedroot.quickjs4j.core.Builtins;
import io.roastedroot.quickjs4j.core.Engine;
import io.roastedroot.quickjs4j.core.Runner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs scripts as the backend does, with the same engine: QuickJS.
 */
final class JsEngine implements AutoCloseable {

	private static final int BATCH = 250;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * A script with these letters is a function body for the backend, any other an
	 * expression.
	 */
	private static final String RUN = """
			host.result(JSON.stringify(%s.map(([script, data, deps]) => {
				try {
					const body = script.includes("return") ? script : "return (" + script + "\\n)";
					return new Function("data", "ctx", body)(JSON.parse(data), { deps: JSON.parse(deps) });
				}
				catch (error) {
					return String(error);
				}
			})));
			""";

	private final ByteArrayOutputStream result = new ByteArrayOutputStream();

	private final Runner runner;

	JsEngine() {
		Builtins host = Builtins.builder("host").addStringToVoid("result", (json) -> {
			this.result.reset();
			this.result.writeBytes(json.getBytes(StandardCharsets.UTF_8));
		}).build();
		this.runner = Runner.builder().withEngine(Engine.builder().addBuiltins(host).build()).build();
	}

	/**
	 * The result of each case: a boolean, or the message of an error.
	 */
	List<Object> run(List<Case> cases) {
		List<Object> results = new ArrayList<>();
		for (int from = 0; from < cases.size(); from += BATCH) {
			List<Case> batch = cases.subList(from, Math.min(cases.size(), from + BATCH));
			this.runner
				.compileAndExec(RUN.formatted(JSON.writeValueAsString(batch.stream().map(Case::parts).toList())));
			results.addAll(List.of(JSON.readValue(this.result.toByteArray(), Object[].class)));
		}
		return results;
	}

	Object run(String script, Map<String, ?> data, Object... deps) {
		return run(List.of(Case.of(script, data, List.of(deps)))).get(0);
	}

	@Override
	public void close() {
		this.runner.close();
	}

	/**
	 * A script with what it runs on, as JSON.
	 */
	record Case(String script, String data, String deps) {

		static Case of(String script, Object data, List<?> deps) {
			return new Case(script, json(data), json(deps));
		}

		private static String json(Object value) {
			return JSON.writeValueAsString(finite(value));
		}

		/**
		 * NaN and Infinity reach the backend as null.
		 */
		private static @Nullable Object finite(@Nullable Object value) {
			if (value instanceof Map<?, ?> map) {
				Map<Object, @Nullable Object> finite = new LinkedHashMap<>();
				map.forEach((key, each) -> finite.put(key, finite(each)));
				return finite;
			}
			if (value instanceof List<?> list) {
				return list.stream().map(Case::finite).toList();
			}
			return (value instanceof Double number && !Double.isFinite(number)) ? null : value;
		}

		private List<String> parts() {
			return List.of(this.script, this.data, this.deps);
		}

	}

}

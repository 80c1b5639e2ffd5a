package ai.desplega.businessuse.internal.lambda;

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
final class JsEngine {

	private static final int BATCH = 250;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Script that runs other scripts like the backend: a script with these letters is a
	 * function body, any other script is an expression.
	 */
	private static final String RUN = """
			const functions = new Map();
			const compiled = (script) => {
				if (!functions.has(script)) {
					const body = script.includes("return") ? script : "return (" + script + "\\n)";
					functions.set(script, new Function("data", "ctx", body));
				}
				return functions.get(script);
			};
			const context = (deps) => deps.length === 1 ? { deps, data: deps[0].data } : { deps };
			host.results(JSON.stringify(JSON.parse(host.cases()).map(([script, data, deps]) => {
				try {
					return compiled(script)(JSON.parse(data), context(JSON.parse(deps)));
				}
				catch (error) {
					return String(error);
				}
			})));
			""";

	/**
	 * Engine that is shared by all tests, because it takes a second to start.
	 */
	static final JsEngine SHARED = new JsEngine();

	private final Runner runner;

	private final byte[] run;

	private String cases = "";

	private String results = "";

	private JsEngine() {
		Builtins host = Builtins.builder("host")
			.addVoidToString("cases", () -> this.cases)
			.addStringToVoid("results", (json) -> this.results = json)
			.build();
		this.runner = Runner.builder().withEngine(Engine.builder().addBuiltins(host).build()).build();
		this.run = this.runner.compile(RUN);
	}

	/**
	 * The result of each case: a boolean, or the message of an error.
	 */
	synchronized List<Object> run(List<Case> cases) {
		List<Object> all = new ArrayList<>();
		for (int from = 0; from < cases.size(); from += BATCH) {
			List<Case> batch = cases.subList(from, Math.min(cases.size(), from + BATCH));
			this.cases = JSON.writeValueAsString(batch.stream().map(Case::parts).toList());
			this.runner.exec(this.run);
			all.addAll(List.of(JSON.readValue(this.results, Object[].class)));
		}
		return all;
	}

	Object run(String script, Map<String, ?> data, Object... deps) {
		return run(List.of(Case.of(script, data, List.of(deps)))).get(0);
	}

	/**
	 * Script with its input as JSON.
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

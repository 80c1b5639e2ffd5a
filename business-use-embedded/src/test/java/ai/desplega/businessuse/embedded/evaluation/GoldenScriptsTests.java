package ai.desplega.businessuse.embedded.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Evaluates the recorded scripts and compares the results with those of the real backend.
 */
class GoldenScriptsTests {

	/**
	 * Script whose result differs, because in the C library of the real backend, the cube
	 * root of 27 is not exactly 3.
	 */
	private static final String DECLARED_DIFFERENCE = "Math.cbrt(27) === 3";

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final QuickJs JAVA_SCRIPT = new QuickJs();

	static Stream<JsonNode> scripts() throws IOException {
		try (InputStream stream = GoldenScriptsTests.class.getResourceAsStream("/golden/scripts.jsonl")) {
			return new String(stream.readAllBytes(), UTF_8).lines().map(JSON::readTree);
		}
	}

	@ParameterizedTest
	@MethodSource("scripts")
	void scriptHasResultOfRealBackend(JsonNode recorded) {
		String script = recorded.get("script").stringValue();
		ObjectNode ctx = JSON.createObjectNode();
		ArrayNode deps = ctx.putArray("deps");
		recorded.get("deps").forEach((data) -> deps.addObject().put("flow", "f").put("id", "n0").set("data", data));
		if (deps.size() == 1) {
			ctx.set("data", deps.get(0).get("data"));
		}
		ScriptResult result = JAVA_SCRIPT.run(new Expression("js", script), recorded.get("data").toString(),
				ctx.toString());
		assertThat(result.isTrue()).as(result.toString())
			.isEqualTo(script.contains(DECLARED_DIFFERENCE) || recorded.get("passes").booleanValue());
	}

}

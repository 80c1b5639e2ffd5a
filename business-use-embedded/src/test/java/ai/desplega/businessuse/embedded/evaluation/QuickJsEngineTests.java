package ai.desplega.businessuse.embedded.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class QuickJsEngineTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String IS_UNCHANGED = "typeof x + typeof {}.toString + Object.isFrozen(Array.prototype)"
			+ " + typeof [].hasOwnProperty + typeof Math.random + [1, [2]] + (1).constructor.name"
			+ " === 'undefinedfunctionfalsefunctionfunction1,2Number'";

	private final QuickJsEngine engine = new QuickJsEngine();

	@Test
	void exposesOnlyListedMembers() throws IOException {
		try (InputStream permitted = QuickJsEngine.class.getResourceAsStream("members.json")) {
			assertThat(sorted(JSON.readTree(this.engine.members()))).isEqualTo(sorted(JSON.readTree(permitted)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "globalThis.x = 1", "delete Object.prototype.toString", "Object.freeze(Array.prototype)",
			"Object.setPrototypeOf(Array.prototype, null)", "JSON.parse = () => ({ source: 'x' })",
			"Math.random = null", "evaluateExpr = null", "Object.prototype.toJSON = () => 1",
			"delete globalThis.Function", "eval('var x = 1; function y() {}')", "(() => { throw 1 })()",
			"Number.prototype.constructor = null" })
	void scriptDoesNotAffectNextScript(String script) {
		run(script);
		assertThat(this.engine.isReusable()).isTrue();
		assertThat(run(IS_UNCHANGED)).isEqualTo("boolean true");
	}

	@Test
	void largeEngineIsNotReused() {
		assertThat(run("new Uint8Array(1e6).length > 0")).isEqualTo("boolean true");
		assertThat(this.engine.isReusable()).isTrue();
		assertThat(run("new Uint8Array(40e6).length > 0")).isEqualTo("boolean true");
		assertThat(this.engine.isReusable()).isFalse();
	}

	private String run(String script) {
		this.engine.run("{\"source\":" + JSON.writeValueAsString("function evaluateExpr() { return " + script + "\n}")
				+ ",\"data\":{},\"ctx\":{}}");
		return this.engine.result();
	}

	private static String sorted(JsonNode members) {
		TreeMap<String, Set<String>> sorted = new TreeMap<>();
		members.properties()
			.forEach((object) -> sorted.put(object.getKey(),
					object.getValue()
						.valueStream()
						.map(JsonNode::asString)
						.collect(Collectors.toCollection(TreeSet::new))));
		return sorted.entrySet().stream().map(String::valueOf).collect(Collectors.joining("\n"));
	}

}

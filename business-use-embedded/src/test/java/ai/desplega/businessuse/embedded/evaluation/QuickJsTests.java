package ai.desplega.businessuse.embedded.evaluation;

import ai.desplega.businessuse.embedded.evaluation.ScriptResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class QuickJsTests {

	private static final Scripts SCRIPTS = new QuickJs();

	@ParameterizedTest
	@ValueSource(strings = { "data.a === 1", "return data.a === 1", "if (data.a) { return true }", "true // comment",
			"/* why */ data.a === 1", "ctx.deps.length === 0", "2n ** 64n > 1n",
			"data.text === '\u2028 \\u{1F600} \"quoted\"'", "data?.b?.c === undefined" })
	void realJavaScriptRuns(String script) {
		assertThat(run(script)).isEqualTo(ScriptResult.of(true));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			1                                    | gave number
			'true'                               | gave string
			null                                 | gave null
			({})                                 | gave object
			data.missing                         | gave undefined
			Promise.resolve(true)                | gave object
			data.kind === 'returned'             | gave undefined
			x.y                                  | ReferenceError
			(                                    | SyntaxError
			await true                           | SyntaxError
			(() => { throw 'plain' })()          | plain
			(() => { throw new Error('why') })() | Error: why
			""")
	void whatIsNeitherTrueNorFalseSaysWhy(String script, String problem) {
		ScriptResult result = run(script);
		assertThat(result.isTrue()).isFalse();
		assertThat(result.message()).contains(problem);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "(() => { while (true) {} })()", "(() => { for (;;) { try { for (;;) {} } catch (e) {} } })()",
					"[1].every(() => { for (;;); })", "/(a+)+$/.test('a'.repeat(50) + 'b')" })
	void anEndlessScriptIsStopped(String script) {
		ScriptResult result = run(script);
		assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
		assertThat(result.message()).contains("time limit");
		assertThat(run("true").isTrue()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "!!Promise.reject(1)", "!!Promise.resolve().then(() => { throw 1 })",
			"(() => { const f = () => Promise.resolve().then(f); f(); })() === undefined" })
	void pendingJobsOfPromisesDoNotCount(String script) {
		assertThat(run(script)).isEqualTo(ScriptResult.of(true));
		assertThat(run("true")).isEqualTo(ScriptResult.of(true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "new Array(1e8).fill('xyz').length > 0",
			"(() => { const all = []; while (true) { all.push(new Uint8Array(1e6)); } })()",
			"(() => { const f = () => f() + 1; f(); })()", "'x'.repeat(2 ** 30).length > 0" })
	void aScriptThatTakesTooMuchMemoryFailsAlone(String script) {
		ScriptResult result = run(script);
		assertThat(result.isTrue()).isFalse();
		assertThat(result.message()).isNotBlank();
		assertThat(run("true").isTrue()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "typeof Java === 'undefined'", "typeof Packages === 'undefined'",
			"typeof require === 'undefined'", "typeof process === 'undefined'", "typeof fetch === 'undefined'",
			"typeof std === 'undefined'", "typeof os === 'undefined'" })
	void aScriptSeesNothingOfTheMachine(String script) {
		assertThat(run(script).isTrue()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "java_invoke('java.lang.System', 'exit', '[0]')", "java_invoke('host', 'exec', '[]')",
			"host.result('nonsense') || java_invoke('host', 'result', '[{]')" })
	void theDoorsOfTheEngineLeadNowhere(String script) {
		assertThat(run(script).isTrue()).isFalse();
		assertThat(run("true").isTrue()).isTrue();
	}

	@Test
	void aScriptLeavesNothingBehindForTheNext() {
		run("(() => { globalThis.leftover = 1; Array.prototype.indexOf = () => 'broken'; return_ = 2; })()");
		assertThat(run("typeof leftover === 'undefined' && [1].indexOf(1) === 0").isTrue()).isTrue();
	}

	@Test
	void aScriptCannotAnswerForItselfAndThenBreak() {
		assertThat(run("host.result('{\"type\":\"boolean\",\"value\":true}') || x.y").isTrue()).isFalse();
	}

	private ScriptResult run(String script) {
		return SCRIPTS.run(new Expression("js", script),
				"{\"a\":1,\"kind\":\"returned\",\"text\":\"\u2028 \\ud83d\\ude00 \\\"quoted\\\"\"}", "{\"deps\":[]}");
	}

}

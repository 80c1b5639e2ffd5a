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
			1                                    | returned number
			'true'                               | returned string
			null                                 | returned null
			({})                                 | returned object
			data.missing                         | returned undefined
			Promise.resolve(true)                | returned object
			data.kind === 'returned'             | returned undefined
			x.y                                  | ReferenceError
			(                                    | SyntaxError
			await true                           | SyntaxError
			(() => { throw 'plain' })()          | plain
			(() => { throw new Error('why') })() | Error: why
			""")
	void reportsResultThatIsNotBoolean(String script, String problem) {
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
	void outOfMemoryFailsOnlyThatScript(String script) {
		ScriptResult result = run(script);
		assertThat(result.isTrue()).isFalse();
		assertThat(result.message()).isNotBlank();
		assertThat(run("true").isTrue()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "typeof Java === 'undefined'", "typeof Packages === 'undefined'",
			"typeof require === 'undefined'", "typeof process === 'undefined'", "typeof fetch === 'undefined'",
			"typeof std === 'undefined'", "typeof os === 'undefined'" })
	void scriptHasNoAccessToTheSystem(String script) {
		assertThat(run(script).isTrue()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "java_invoke('java.lang.System', 'exit', '[0]')", "java_invoke('host', 'exec', '[]')",
			"host.result('nonsense') || java_invoke('host', 'result', '[{]')" })
	void scriptCannotUseInternalsOfTheEngine(String script) {
		assertThat(run(script).isTrue()).isFalse();
		assertThat(run("true").isTrue()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1].at === undefined", "Object.hasOwn === undefined",
			"typeof structuredClone === 'undefined'", "typeof WeakRef === 'undefined'", "Symbol.dispose === undefined",
			"Symbol('a').description === 'a'", "[].values().map === undefined", "new Set().union === undefined",
			"typeof console === 'undefined'", "new Error('a', { cause: 1 }).cause === undefined",
			"new RangeError('a') instanceof Error", "new (class extends TypeError {})('a').message === 'a'",
			"Object.keys(globalThis).join() === 'evaluateExpr'", "/a/.hasIndices === undefined",
			"RegExp('a', 'gimsuy').flags === 'gimsuy'", "/a/.constructor === RegExp", "'a-b'.split(/-/).length === 2",
			"new Date(0).constructor === Date", "typeof Date() === 'string'",
			"Date.parse('2024-01-01T10:00:00.1239+02:00') === 1704096000123", "isNaN(new Date('2024-01-01 10:00'))",
			"isNaN(Date.parse('Jan 1 2024'))", "new Date('2024-02-30').getMonth() === 2",
			"new Date(new Date(5000).toString()).getTime() === 5000", "new Date('0099-01-01').getFullYear() === 99",
			"new Date(2024, 1, 29).getDate() === 29", "new Boolean(true)", "({ toJSON: () => true })",
			"typeof evaluateExpr === 'function'", "this === globalThis" })
	void languageMatchesRealBackend(String script) {
		assertThat(run(script)).isEqualTo(ScriptResult.of(true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "class A { static {} }", "/a/d.test('a')", "new RegExp('a', 'd').test('a')",
			"new RegExp('(?i:A)').test('a')", "RegExp('(?<y>a)|(?<y>b)').test('a')", "/a/.compile('a', 'v').test('a')",
			"Symbol.dispose.description", "[1].at(0) === 1" })
	void laterSyntaxFailsAsInRealBackend(String script) {
		assertThat(run(script).outcome()).isEqualTo(Outcome.THREW);
	}

	@Test
	void nestedCallsAreLimitedAsInTheRealBackend() {
		String nested = "(() => { const f = (n) => n ? f(n - 1) + 1 : 0; f(%d); })() === undefined";
		assertThat(run(nested.formatted(150))).isEqualTo(ScriptResult.of(true));
		ScriptResult tooDeep = run(nested.formatted(250));
		assertThat(tooDeep.outcome()).isEqualTo(Outcome.THREW);
		assertThat(tooDeep.message()).contains("nested calls");
		assertThat(run("true")).isEqualTo(ScriptResult.of(true));
	}

	@Test
	void reportsExceededLimitWithoutResult() {
		ScriptResult memory = run("(() => { const all = []; for (;;) { all.push(new Uint8Array(1e6)); } })()");
		assertThat(memory.outcome()).isEqualTo(Outcome.NOT_EVALUATED);
		assertThat(memory.message()).contains("memory limit of 64 MB");
		assertThat(run("new Uint8Array(40e6).length === 40e6")).isEqualTo(ScriptResult.of(true));
	}

	@Test
	void aMessageIsBoundedAndPrintable() {
		String message = run("(() => { throw '\\ud800' + 'x'.repeat(5000) })()").message();
		assertThat(message).startsWith("The script failed: \ufffdx").hasSize(500);
	}

	@Test
	void scriptDoesNotAffectNextScript() {
		run("(() => { globalThis.leftover = 1; Array.prototype.indexOf = () => 'broken'; return_ = 2; })()");
		assertThat(run("typeof leftover === 'undefined' && [1].indexOf(1) === 0").isTrue()).isTrue();
	}

	@Test
	void scriptCannotSetItsOwnResult() {
		assertThat(run("host.result('{\"type\":\"boolean\",\"value\":true}') || x.y").isTrue()).isFalse();
	}

	private ScriptResult run(String script) {
		return SCRIPTS.run(new Expression("js", script),
				"{\"a\":1,\"kind\":\"returned\",\"text\":\"\u2028 \\ud83d\\ude00 \\\"quoted\\\"\"}", "{\"deps\":[]}");
	}

}

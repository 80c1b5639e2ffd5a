package ai.desplega.businessuse.embedded.evaluation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LaterSyntaxTests {

	@ParameterizedTest
	@CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
			class A { static { } }                  ~ static block
			class A { static/* */{ x } }            ~ static block
			class A { #p; f(o) { return #p in o } } ~ private name before 'in'
			/a/d.test(data.s)                       ~ flag 'd'
			if (x) /a/gv.test(data.s)               ~ flag 'v'
			`${ /a/d }`                             ~ flag 'd'
			x ? /[/]/v : 1                          ~ flag 'v'
			/(?i:a)/.test(data.s)                   ~ modifiers
			/(?-s:a)/.test(data.s)                  ~ modifiers
			/(?<y>a)|(?<y>b)/.test(data.s)          ~ duplicate group name
			{ using x = data; }                     ~ 'using' declaration
			async () => { await using x = data }    ~ 'using' declaration
			""")
	void laterSyntaxIsNamed(String script, String message) {
		assertThat(LaterSyntax.find(script)).contains(message, "QuickJS 2021-03-27");
	}

	@ParameterizedTest
	@ValueSource(strings = { "'class A { static { } }'", "\"#p in o\"", "// class A { static { } }\ntrue",
			"/* /a/d */ true", "`static {} /a/d`", "`a${ `static {` }b` === '/a/v'", "({ static: { a: 1 } })",
			"class A { static a() {} static b = 1; static c }", "class A { #p; f(o) { return this.#p in o } }",
			"data.a / data.d / data.v", "data.a /d/ 2", "(data.a) / d / v", "[1] / d / v", "data.a++ / d / v",
			"1 / d / v", "'a' / d / v", "`a` / d / v", "/a/gimsuy", "/[(?i:a)]/", "/\\(?i:a/",
			"/(?<x>a)(?<y>b)(?:c)(?=d)(?<!e)/", "let using = 1; using = 2", "using in data", "data.using.x",
			"'\\'static {' === \"\\\"#p in\"", "`unfinished static {", "'unfinished #p in", "/unfinished", "/*", "}",
			")", "#", "\\", "" })
	void earlierSyntaxIsAccepted(String script) {
		assertThat(LaterSyntax.find(script)).isNull();
	}

}

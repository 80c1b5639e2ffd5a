package ai.desplega.businessuse.internal.lambda.script;

/**
 * Functions in a script for differences between Java and JavaScript. A script contains
 * only the helpers that it uses. The order of the constants is the order in the script: a
 * helper precedes the helpers that it uses. No helper may contain the letters
 * <code>&#114;eturn</code>.
 */
enum Helper {

	/**
	 * Number, or NaN.
	 */
	num("v => typeof v === \"number\" ? v : NaN"),

	/**
	 * Number, or a default.
	 */
	numOr("(v, other) => typeof v === \"number\" ? v : other"),

	/**
	 * String, or null.
	 */
	str("v => typeof v === \"string\" ? v : null"),

	/**
	 * String, or a default.
	 */
	strOr("(v, other) => typeof v === \"string\" ? v : other"),

	/**
	 * Object, or an empty object.
	 */
	obj("v => typeof v === \"object\" && v !== null && !Array.isArray(v) ? v : {}"),

	/**
	 * List, or an empty list.
	 */
	list("v => Array.isArray(v) ? v : []"),

	/**
	 * Tests if a field has a value. Properties of {@code Object.prototype} are not
	 * fields.
	 */
	has("(o, name) => Object.keys(o).includes(name) && o[name] !== null"),

	/**
	 * Tests if a field is null.
	 */
	isNull("(o, name) => Object.keys(o).includes(name) && o[name] === null"),

	/**
	 * Non-null value; fails for null.
	 */
	req("v => v === null ? {fail}() : v"),

	sum("a => a.reduce((s, v) => s + v, 0)"),

	min("a => a.reduce((s, v) => Math.min(s, v), a.length === 0 ? NaN : Infinity)"),

	max("a => a.reduce((s, v) => Math.max(s, v), a.length === 0 ? NaN : -Infinity)"),

	/**
	 * Division of ints: truncates, and fails for zero.
	 */
	intDiv("(a, b) => b === 0 ? {fail}() : (a / b) | 0"),

	intRem("(a, b) => b === 0 ? {fail}() : (a % b) | 0"),

	/**
	 * Conversion of a double to an int: NaN is 0, larger values are the maximum.
	 */
	toInt("v => Math.max(-2147483648, Math.min(2147483647, v)) | 0"),

	/**
	 * Conversion of a double to a long: NaN is 0, larger values are the maximum.
	 */
	toLong("v => v !== v ? 0n : v >= 2 ** 63 ? 2n ** 63n - 1n : v < -(2 ** 63) ? -(2n ** 63n) "
			+ ": BigInt(Math.trunc(v))"),

	/**
	 * String representation of a double as in Java 19 and later.
	 */
	dbl("v => v === 0 ? (1 / v < 0 ? \"-0.0\" : \"0.0\") : Math.abs(v) >= 1e-3 && Math.abs(v) < 1e7 "
			+ "? (Number.isInteger(v) ? v + \".0\" : \"\" + v) "
			+ ": v.toExponential().replace(/^-?\\de.*/, v.toExponential(1)).replace(/e\\+?/, \"E\")"),

	longAbs("v => v < 0n ? BigInt.asIntN(64, -v) : v"),

	longMin("(a, b) => a < b ? a : b"),

	longMax("(a, b) => a > b ? a : b"),

	/**
	 * Tests if a list contains a double, by {@link Double#equals}.
	 */
	hasDouble("(a, x) => a.some(v => Object.is(v, x))"),

	/**
	 * String in lower case. Java uses word boundaries to determine whether a Greek sigma
	 * is final, and JavaScript uses letters. The results are equal next to white space or
	 * letters; in other cases, the script fails.
	 */
	lower("s => s.replace(/\\u03a3/g, (c, i) => {cased}(s.slice(0, i).match(/(.?)$/u)[1], s.slice(0, i).match(/\\S*$/)[0]) "
			+ "&& !{cased}(s.slice(i + 1).match(/^.?/u)[0], s.slice(i + 1).match(/^\\S*/)[0]) ? \"\\u03c2\" : \"\\u03c3\")"
			+ ".toLowerCase()"),
	/**
	 * Tests for a cased letter next to a sigma. A word may have none.
	 */
	cased("(c, word) => /\\p{Cased}/u.test(word) && (/\\p{Cased}/u.test(c) || {fail}())"),
	/**
	 * Name of an enum constant, which follows its class.
	 */
	enumName("v => v.slice(v.indexOf(\"#\") + 1)"),

	charAt("(s, i) => i >= 0 && i < s.length ? s.charCodeAt(i) : {fail}()"),

	indexOfChar("(s, c, from = 0) => s.length >= 0 && c >= 0 && c <= 0x10ffff "
			+ "? s.indexOf(String.fromCodePoint(c), from) : -1"),

	substring("(s, from, to = s.length) => from >= 0 && from <= to && to <= s.length ? s.slice(from, to) : {fail}()"),

	/**
	 * String without leading and trailing characters up to U+0020.
	 */
	trim("s => s.replace(/^[\\0-\\x20]+|[\\0-\\x20]+$/g, \"\")"),

	/**
	 * Tests if all characters are white space as defined by Java, which differs from
	 * JavaScript.
	 */
	isBlank("s => s.search(/[^\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]/) "
			+ "< 0"),

	equalsIgnoreCase("(a, b) => a.length === (b === null ? -1 : b.length) && {folded}(a) === {folded}(b)"),

	/**
	 * String in which each character is converted to upper case and then to lower case,
	 * as in Java's comparison.
	 */
	folded("s => Array.from(s, c => c.toUpperCase().length === c.length ? c.toUpperCase() : c)"
			+ ".map(c => Array.from(c.toLowerCase())[0]).join(\"\")"),

	/**
	 * Throws an exception.
	 */
	fail("() => { throw new Error(\"the lambda fails in Java, too\") }");

	private final String definition;

	Helper(String definition) {
		this.definition = definition;
	}

	String definition() {
		return this.definition;
	}

}

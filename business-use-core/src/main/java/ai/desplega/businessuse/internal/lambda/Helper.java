package ai.desplega.businessuse.internal.lambda;

/**
 * Functions that a script brings along, for what Java and JavaScript do differently. A
 * script contains only those that it uses, in this order: what a helper uses comes after
 * it. None may contain the letters <code>&#114;eturn</code>.
 */
enum Helper {

	/** A number, or NaN. */
	num("v => typeof v === \"number\" ? v : NaN"),

	/** A number, or another. */
	numOr("(v, other) => typeof v === \"number\" ? v : other"),

	/** A text, or null. */
	txt("v => typeof v === \"string\" ? v : null"),

	/** A text, or another. */
	txtOr("(v, other) => typeof v === \"string\" ? v : other"),

	/** An object, or an empty one. */
	obj("v => typeof v === \"object\" && v !== null && !Array.isArray(v) ? v : {}"),

	/** A list, or an empty one. */
	list("v => Array.isArray(v) ? v : []"),

	/** Whether a field has a value. What all objects inherit is not a field. */
	has("(o, name) => Object.keys(o).includes(name) && o[name] !== null"),

	/** Whether a field is null. */
	isNull("(o, name) => Object.keys(o).includes(name) && o[name] === null"),

	/** Not null. */
	req("v => v === null ? {fail}() : v"),

	sum("a => a.reduce((s, v) => s + v, 0)"),

	min("a => a.reduce((s, v) => Math.min(s, v), a.length === 0 ? NaN : Infinity)"),

	max("a => a.reduce((s, v) => Math.max(s, v), a.length === 0 ? NaN : -Infinity)"),

	/** Division of ints: toward zero, and by zero an exception. */
	intDiv("(a, b) => b === 0 ? {fail}() : (a / b) | 0"),

	intRem("(a, b) => b === 0 ? {fail}() : (a % b) | 0"),

	/** A double as an int: NaN is 0, what is too large is the largest. */
	toInt("v => Math.max(-2147483648, Math.min(2147483647, v)) | 0"),

	/** A double as a long: NaN is 0, what is too large is the largest. */
	toLong("v => v !== v ? 0n : v >= 2 ** 63 ? 2n ** 63n - 1n : v < -(2 ** 63) ? -(2n ** 63n) "
			+ ": BigInt(Math.trunc(v))"),

	/** A double as Java writes it. */
	dbl("v => v === 0 ? (1 / v < 0 ? \"-0.0\" : \"0.0\") : Math.abs(v) >= 1e-3 && Math.abs(v) < 1e7 "
			+ "? (Number.isInteger(v) ? v + \".0\" : \"\" + v) "
			+ ": v.toExponential().replace(/^-?\\de.*/, v.toExponential(1)).replace(/e\\+?/, \"E\")"),

	longAbs("v => v < 0n ? BigInt.asIntN(64, -v) : v"),

	longMin("(a, b) => a < b ? a : b"),

	longMax("(a, b) => a > b ? a : b"),

	/** Whether a list contains a double, as {@link Double#equals} has it. */
	hasDouble("(a, x) => a.some(v => Object.is(v, x))"),

	/** The name of an enum constant, which comes after its class. */
	enumName("v => v.slice(v.indexOf(\"#\") + 1)"),

	charAt("(s, i) => i >= 0 && i < s.length ? s.charCodeAt(i) : {fail}()"),

	indexOfChar("(s, c, from = 0) => s.length >= 0 && c >= 0 && c <= 0x10ffff "
			+ "? s.indexOf(String.fromCodePoint(c), from) : -1"),

	substring("(s, from, to = s.length) => from >= 0 && from <= to && to <= s.length ? s.slice(from, to) : {fail}()"),

	/** Without what is a blank or below on either side. */
	trim("s => s.replace(/^[\\0-\\x20]+|[\\0-\\x20]+$/g, \"\")"),

	/** Whether all is white space as Java has it, which is not what JavaScript has. */
	isBlank("s => s.search(/[^\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]/) "
			+ "< 0"),

	equalsIgnoreCase("(a, b) => a.length === (b === null ? -1 : b.length) && {folded}(a) === {folded}(b)"),

	/**
	 * A text, character by character in upper and then in lower case, as Java does it.
	 */
	folded("s => Array.from(s, c => c.toUpperCase().length === c.length ? c.toUpperCase() : c)"
			+ ".map(c => Array.from(c.toLowerCase())[0]).join(\"\")"),

	/** An exception. */
	fail("() => { throw new Error(\"the lambda fails in Java, too\") }");

	private final String definition;

	Helper(String definition) {
		this.definition = definition;
	}

	String definition() {
		return this.definition;
	}

}

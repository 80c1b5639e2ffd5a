package ai.desplega.businessuse.rule;

import ai.desplega.businessuse.internal.lambda.LambdaTranslator;

/**
 * Script that the backend evaluates, with the engine that runs it.
 *
 * @param engine the engine
 * @param script the source; its result must be a boolean
 * @serial exclude
 */
public record Expr(Engine engine, String script) implements Rule {

	/**
	 * Create an expression.
	 * @param engine the engine
	 * @param script the source; its result must be a boolean
	 * @throws IllegalArgumentException if the engine is null or the script is blank
	 */
	public Expr {
		if (engine == null) {
			throw new IllegalArgumentException("An expression needs an engine");
		}
		if (script == null || script.isBlank()) {
			throw new IllegalArgumentException("An expression needs a script, but it is blank");
		}
	}

	/**
	 * Translate a rule to JavaScript that gives the same result for every input. The
	 * first call for a lambda translates it; later calls only insert its captured values.
	 * @param rule a lambda or method reference that uses only the language elements in
	 * the documentation of this package, or an {@code Expr}
	 * @return the expression; the rule itself if it is an {@code Expr}
	 * @throws IllegalArgumentException if the rule is null or can't be translated; the
	 * message names the construct, its source location and an alternative
	 */
	public static Expr of(Rule rule) {
		if (rule instanceof Expr expr) {
			return expr;
		}
		if (rule == null) {
			throw new IllegalArgumentException("An expression needs a rule, but it is null");
		}
		return js(LambdaTranslator.translate(rule).script());
	}

	/**
	 * Create a JavaScript expression over {@code data} and {@code ctx}. The backend runs
	 * a script that contains the letters {@code return} anywhere, even in a string, as a
	 * function body.
	 * @param script the source
	 * @return the expression
	 */
	public static Expr js(String script) {
		return new Expr(Engine.JS, script);
	}

	/**
	 * Create a Python expression over {@code data} and {@code ctx}.
	 * @param script the source
	 * @return the expression
	 */
	public static Expr python(String script) {
		return new Expr(Engine.PYTHON, script);
	}

	/**
	 * Throw an exception, because a script can run only in the backend.
	 * @throws UnsupportedOperationException always
	 */
	@Override
	public boolean test(EventData data, RuleContext ctx) {
		throw new UnsupportedOperationException("A script runs in the backend; only a lambda can be tested in the JVM");
	}

	/**
	 * Language of a script.
	 */
	public enum Engine {

		/**
		 * JavaScript, run by QuickJS.
		 */
		JS,

		/**
		 * Python.
		 */
		PYTHON

	}

}

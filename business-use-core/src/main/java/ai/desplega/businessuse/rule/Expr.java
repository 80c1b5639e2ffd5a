package ai.desplega.businessuse.rule;

import ai.desplega.businessuse.internal.lambda.LambdaTranslator;

/**
 * An expression for the backend: a script, and the engine that runs it.
 *
 * @param engine the engine
 * @param script the source, of which the result must be a boolean
 */
public record Expr(Engine engine, String script) {

	/**
	 * Checks the expression.
	 * @param engine the engine
	 * @param script the source, of which the result must be a boolean
	 * @throws IllegalArgumentException if the engine is missing or the script blank
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
	 * JavaScript that says the same as a Java lambda. It is translated when the lambda is
	 * first seen, and from then on only its captured values are put in.
	 * @param lambda the lambda; what it can say is in the description of this package
	 * @return the expression
	 * @throws IllegalArgumentException if the lambda is null, or says what can't be
	 * translated; the message tells what, where, and what to do
	 */
	public static Expr of(Rule lambda) {
		if (lambda == null) {
			throw new IllegalArgumentException("An expression needs a lambda, but it is null");
		}
		return js(LambdaTranslator.translate(lambda));
	}

	/**
	 * JavaScript: one expression over {@code data} and {@code ctx}; a script that
	 * contains the letters {@code return} anywhere, even in a string, is taken by the
	 * backend for a function body.
	 * @param script the source
	 * @return the expression
	 */
	public static Expr js(String script) {
		return new Expr(Engine.JS, script);
	}

	/**
	 * Python: one expression over {@code data} and {@code ctx}.
	 * @param script the source
	 * @return the expression
	 */
	public static Expr python(String script) {
		return new Expr(Engine.PYTHON, script);
	}

	/**
	 * CEL. Release 0.7.0 of the backend stores such an expression and fails to evaluate
	 * it.
	 * @param script the source
	 * @return the expression
	 */
	public static Expr cel(String script) {
		return new Expr(Engine.CEL, script);
	}

	/**
	 * What runs a script.
	 */
	public enum Engine {

		/**
		 * JavaScript, run by QuickJS.
		 */
		JS,

		/**
		 * Python.
		 */
		PYTHON,

		/**
		 * Common Expression Language.
		 */
		CEL

	}

}

package ai.desplega.businessuse.internal.lambda;

import java.util.List;

/**
 * JavaScript with placeholders: {@code $0} is the first argument, in brackets unless it
 * is simple; {@code #0} is the first argument without brackets; <code>{num}</code> is a
 * {@link Helper}.
 *
 * @param kind the kind of the result
 * @param nullable {@code true} if the result may be null
 * @param pattern the JavaScript
 * @param simple {@code true} if it needs no brackets as an operand
 */
record Form(Kind kind, boolean nullable, String pattern, boolean simple) {

	/**
	 * Create a form like {@code f(x)}.
	 */
	static Form call(Kind kind, String pattern) {
		return new Form(kind, false, pattern, true);
	}

	/**
	 * Create a form like {@code f(x)} whose result may be null.
	 */
	static Form nullableCall(Kind kind, String pattern) {
		return new Form(kind, true, pattern, true);
	}

	/**
	 * Create a form like {@code x + y}.
	 */
	static Form operation(Kind kind, String pattern) {
		return new Form(kind, false, pattern, false);
	}

	ScriptNode with(ScriptNode... arguments) {
		return new ScriptNode.Call(this, List.of(arguments));
	}

	ScriptNode with(List<ScriptNode> arguments) {
		return new ScriptNode.Call(this, List.copyOf(arguments));
	}

}

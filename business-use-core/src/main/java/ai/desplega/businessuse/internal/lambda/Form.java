package ai.desplega.businessuse.internal.lambda;

import java.util.List;

/**
 * JavaScript with places for arguments: {@code $0} stands for the first one, in brackets
 * unless it is simple; {@code #0} for the first one where it needs no brackets;
 * <code>{num}</code> for a {@link Helper}.
 *
 * @param kind what it results in
 * @param nullable whether it may result in null
 * @param pattern the JavaScript
 * @param simple whether it can be an operand without brackets around it
 */
record Form(Kind kind, boolean nullable, String pattern, boolean simple) {

	/**
	 * Something like {@code f(x)}.
	 */
	static Form call(Kind kind, String pattern) {
		return new Form(kind, false, pattern, true);
	}

	/**
	 * Something like {@code f(x)} that may result in null.
	 */
	static Form nullableCall(Kind kind, String pattern) {
		return new Form(kind, true, pattern, true);
	}

	/**
	 * Something like {@code x + y}.
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

package ai.desplega.businessuse.internal.lambda.script;

import java.util.List;
import java.util.regex.Pattern;

/**
 * JavaScript with placeholders: {@code $0} is the first argument, in parentheses unless
 * it is simple; {@code #0} is the first argument without parentheses; <code>{num}</code>
 * is a {@link Helper}.
 *
 * @param kind the kind of the result
 * @param nullable {@code true} if the result may be null
 * @param pattern the JavaScript
 * @param simple {@code true} if it needs no parentheses as an operand
 */
public record Form(Kind kind, boolean nullable, String pattern, boolean simple) {

	/** Name of a field that can be written after a dot, without a placeholder. */
	private static final Pattern NAME = Pattern.compile("(?!.*return)[A-Za-z_][A-Za-z0-9_]*");

	/**
	 * Create a form like {@code f(x)}.
	 */
	public static Form call(Kind kind, String pattern) {
		return new Form(kind, false, pattern, true);
	}

	/**
	 * Create a form like {@code f(x)} whose result may be null.
	 */
	public static Form nullableCall(Kind kind, String pattern) {
		return new Form(kind, true, pattern, true);
	}

	/**
	 * Create a form like {@code x + y}.
	 */
	public static Form operation(Kind kind, String pattern) {
		return new Form(kind, false, pattern, false);
	}

	/**
	 * Create the value of a field.
	 */
	public static ScriptNode field(ScriptNode object, ScriptNode name) {
		return (name instanceof ScriptNode.Literal literal && literal.value() instanceof String constant
				&& NAME.matcher(constant).matches()) ? nullableCall(Kind.OTHER, "$0." + constant).with(object)
						: nullableCall(Kind.OTHER, "$0[#1]").with(object, name);
	}

	public ScriptNode with(ScriptNode... arguments) {
		return new ScriptNode.Call(this, List.of(arguments));
	}

	public ScriptNode with(List<ScriptNode> arguments) {
		return new ScriptNode.Call(this, List.copyOf(arguments));
	}

}

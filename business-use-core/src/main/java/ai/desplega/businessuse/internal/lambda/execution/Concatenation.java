package ai.desplega.businessuse.internal.lambda.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.desplega.businessuse.internal.lambda.bytecode.Constructs;
import ai.desplega.businessuse.internal.lambda.script.Form;
import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * Concatenation of strings with {@code +}. The compiler passes a recipe to the JVM: a
 * string with the character 1 for each argument and the character 2 for each constant.
 */
final class Concatenation {

	private static final Pattern BETWEEN_PIECES = Pattern.compile("(?<=[\1\2])|(?=[\1\2])");

	private static final Form DOUBLE = Form.call(Kind.STRING, "{dbl}(#0)");

	private static final Form CHARACTER = Form.call(Kind.STRING, "String.fromCharCode(#0)");

	private Concatenation() {
	}

	static boolean is(InvokeDynamicInsnNode dynamic) {
		return dynamic.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory")
				&& dynamic.bsm.getName().equals("makeConcatWithConstants");
	}

	static ScriptNode of(InvokeDynamicInsnNode dynamic, List<ScriptNode> arguments) {
		Type[] types = Type.getArgumentTypes(dynamic.desc);
		List<ScriptNode> parts = new ArrayList<>();
		int argument = 0;
		int constant = 1;
		for (String piece : BETWEEN_PIECES.split((String) dynamic.bsmArgs[0])) {
			switch (piece) {
				case "\1" -> parts.add(part(arguments.get(argument), types[argument++]));
				case "\2" -> parts.add(Literal.of(String.valueOf(dynamic.bsmArgs[constant++])));
				default -> parts.add(Literal.of(piece));
			}
		}
		return joined(parts);
	}

	/**
	 * Convert a part to a string if {@code +} in JavaScript would convert it differently.
	 */
	private static ScriptNode part(ScriptNode node, Type type) {
		if (type.getSort() == Type.CHAR) {
			return CHARACTER.with(Logic.asInt(node));
		}
		ScriptNode part = Logic.coerce(node, type);
		return switch (part.kind()) {
			case BOOLEAN, INT, LONG, STRING, NULL -> part;
			case DOUBLE -> {
				if (part.nullable()) {
					throw new Refusal("concatenates a Double that may be null with a string");
				}
				yield DOUBLE.with(part);
			}
			case FLOAT -> throw Constructs.usesFloat();
			default -> throw new Refusal("concatenates an object with a string");
		};
	}

	/**
	 * Join the parts. The first part must be a string, so that {@code +} is not an
	 * addition in JavaScript.
	 */
	private static ScriptNode joined(List<ScriptNode> parts) {
		if (parts.get(0).kind() != Kind.STRING || parts.get(0).nullable()) {
			parts.add(0, Literal.of(""));
		}
		String pattern = IntStream.range(0, parts.size()).mapToObj((i) -> "$" + i).collect(Collectors.joining(" + "));
		return Form.operation(Kind.STRING, pattern).with(parts);
	}

}

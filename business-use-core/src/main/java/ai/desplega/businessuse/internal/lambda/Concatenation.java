package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.List;

import ai.desplega.businessuse.internal.lambda.Instruction.Dynamic;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import org.objectweb.asm.Type;

/**
 * Concatenation of strings with {@code +}. The compiler gives the JVM a recipe: a string
 * with the character 1 in the place of each argument and 2 in that of each constant.
 */
final class Concatenation {

	private static final Form DOUBLE = Form.call(Kind.STRING, "{dbl}(#0)");

	private static final Form CHARACTER = Form.call(Kind.STRING, "String.fromCharCode(#0)");

	private Concatenation() {
	}

	static boolean is(Dynamic dynamic) {
		return dynamic.bootstrap().getOwner().equals("java/lang/invoke/StringConcatFactory")
				&& dynamic.bootstrap().getName().equals("makeConcatWithConstants");
	}

	static ScriptNode of(Dynamic dynamic, List<ScriptNode> arguments) {
		String recipe = (String) dynamic.arguments().get(0);
		Type[] types = Type.getArgumentTypes(dynamic.descriptor());
		List<ScriptNode> parts = new ArrayList<>();
		StringBuilder constant = new StringBuilder();
		int argument = 0;
		int constants = 1;
		for (char c : recipe.toCharArray()) {
			if (c == '\1') {
				addConstant(constant, parts);
				parts.add(part(arguments.get(argument), types[argument]));
				argument++;
			}
			else if (c == '\2') {
				constant.append(dynamic.arguments().get(constants++));
			}
			else {
				constant.append(c);
			}
		}
		addConstant(constant, parts);
		return joined(parts);
	}

	private static void addConstant(StringBuilder constant, List<ScriptNode> parts) {
		if (!constant.isEmpty()) {
			parts.add(Literal.of(constant.toString()));
			constant.setLength(0);
		}
	}

	/**
	 * Convert a part to a string where {@code +} of JavaScript does it differently.
	 */
	private static ScriptNode part(ScriptNode node, Type type) {
		if (type.getSort() == Type.CHAR) {
			return CHARACTER.with(Logic.asInt(node));
		}
		ScriptNode part = Values.coerce(node, type);
		return switch (part.kind()) {
			case BOOLEAN, INT, LONG, STRING, NULL -> part;
			case DOUBLE -> {
				if (part.nullable()) {
					throw new Refusal("adds a Double that may be null to a string");
				}
				yield DOUBLE.with(part);
			}
			case FLOAT -> throw Constructs.usesFloat();
			default -> throw new Refusal("adds an object to a string");
		};
	}

	/**
	 * Join the parts. The first one decides that {@code +} is no addition in JavaScript.
	 */
	private static ScriptNode joined(List<ScriptNode> parts) {
		if (parts.isEmpty() || parts.get(0).kind() != Kind.STRING || parts.get(0).nullable()) {
			parts.add(0, Literal.of(""));
		}
		StringBuilder pattern = new StringBuilder("$0");
		for (int i = 1; i < parts.size(); i++) {
			pattern.append(" + $").append(i);
		}
		return Form.operation(Kind.STRING, pattern.toString()).with(parts);
	}

}

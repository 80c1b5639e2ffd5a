package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.List;

import ai.desplega.businessuse.internal.lambda.Instruction.Dynamic;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import org.objectweb.asm.Type;

/**
 * The concatenation of texts with {@code +}. The compiler hands the JVM a recipe: text,
 * with a character 1 where an argument belongs and a character 2 where a constant does.
 */
final class Concatenation {

	private static final Form DOUBLE = Form.call(Kind.TEXT, "{dbl}(#0)");

	private static final Form CHARACTER = Form.call(Kind.TEXT, "String.fromCharCode(#0)");

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
		StringBuilder text = new StringBuilder();
		int argument = 0;
		int constant = 1;
		for (char c : recipe.toCharArray()) {
			if (c == '\1') {
				addText(text, parts);
				parts.add(part(arguments.get(argument), types[argument]));
				argument++;
			}
			else if (c == '\2') {
				text.append(dynamic.arguments().get(constant++));
			}
			else {
				text.append(c);
			}
		}
		addText(text, parts);
		return joined(parts);
	}

	private static void addText(StringBuilder text, List<ScriptNode> parts) {
		if (!text.isEmpty()) {
			parts.add(Literal.of(text.toString()));
			text.setLength(0);
		}
	}

	/**
	 * What {@code +} makes of a part in Java, if it does something else in JavaScript.
	 */
	private static ScriptNode part(ScriptNode node, Type type) {
		if (type.getSort() == Type.CHAR) {
			return CHARACTER.with(Logic.asInt(node));
		}
		ScriptNode part = Values.coerce(node, type);
		return switch (part.kind()) {
			case BOOLEAN, INT, LONG, TEXT, NULL -> part;
			case DOUBLE -> {
				if (part.nullable()) {
					throw new Refusal("adds a Double that may be null to a text");
				}
				yield DOUBLE.with(part);
			}
			case FLOAT -> throw new Refusal("adds a float to a text: use a double");
			default -> throw new Refusal("adds an object to a text");
		};
	}

	/**
	 * The first two decide whether {@code +} is an addition in JavaScript.
	 */
	private static ScriptNode joined(List<ScriptNode> parts) {
		if (parts.isEmpty() || parts.get(0).kind() != Kind.TEXT || parts.get(0).nullable()) {
			parts.add(0, Literal.of(""));
		}
		StringBuilder pattern = new StringBuilder("$0");
		for (int i = 1; i < parts.size(); i++) {
			pattern.append(" + $").append(i);
		}
		return Form.operation(Kind.TEXT, pattern.toString()).with(parts);
	}

}

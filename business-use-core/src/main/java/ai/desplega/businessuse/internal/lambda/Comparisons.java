package ai.desplega.businessuse.internal.lambda;

import ai.desplega.businessuse.internal.lambda.ScriptNode.Call;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Comparison;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Conditions of the byte code instructions that jump.
 */
final class Comparisons {

	static final Form SAME = form("===");

	static final Form DIFFERENT = form("!==");

	private Comparisons() {
	}

	static ScriptNode jumps(int opcode, ScriptNode value) {
		if (opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL) {
			ScriptNode isNull = Logic.isNull(value);
			return (opcode == Opcodes.IFNULL) ? isNull : Logic.not(isNull);
		}
		if (value instanceof Comparison comparison) {
			return compared(opcode, comparison);
		}
		if (Logic.canBeBoolean(value) && opcode == Opcodes.IFEQ) {
			return Logic.not(Logic.asBoolean(value));
		}
		if (Logic.canBeBoolean(value) && opcode == Opcodes.IFNE) {
			return Logic.asBoolean(value);
		}
		return compare(operator(opcode - Opcodes.IFEQ), Logic.asInt(value), Literal.of(0));
	}

	static ScriptNode jumps(int opcode, ScriptNode left, ScriptNode right) {
		if (opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IF_ACMPNE) {
			if (areEnums(left.kind(), right.kind())) {
				return ((opcode == Opcodes.IF_ACMPEQ) ? SAME : DIFFERENT).with(left, right);
			}
			throw new Refusal("compares objects with == or !=, which tells whether they are the same object",
					"use equals");
		}
		boolean booleans = Logic.canBeBoolean(left) && Logic.canBeBoolean(right);
		return compare(operator(opcode - Opcodes.IF_ICMPEQ), booleans ? Logic.asBoolean(left) : Logic.asInt(left),
				booleans ? Logic.asBoolean(right) : Logic.asInt(right));
	}

	/**
	 * There is one object for each constant of an enum.
	 */
	private static boolean areEnums(Kind left, Kind right) {
		return left == Kind.ENUM && (right == Kind.ENUM || right == Kind.NULL)
				|| left == Kind.NULL && right == Kind.ENUM;
	}

	/**
	 * Java compares doubles in two steps. The first gives -1, 0 or 1, and for NaN the
	 * value that makes the second step false: 1 or -1, depending on the instruction.
	 */
	private static ScriptNode compared(int opcode, Comparison comparison) {
		String operator = operator(opcode - Opcodes.IFEQ);
		boolean trueForNaN = switch (comparison.opcode()) {
			case Opcodes.DCMPG -> opcode == Opcodes.IFGE || opcode == Opcodes.IFGT;
			case Opcodes.DCMPL -> opcode == Opcodes.IFLT || opcode == Opcodes.IFLE;
			default -> false;
		};
		if (trueForNaN) {
			return Logic.not(compare(opposite(operator), comparison.left(), comparison.right()));
		}
		return compare(operator, comparison.left(), comparison.right());
	}

	/**
	 * Return the negation of a comparison as a comparison, or null if there is none. The
	 * negation of {@code <} is {@code >=} except among doubles, because of NaN.
	 */
	static @Nullable ScriptNode opposite(ScriptNode node) {
		if (!(node instanceof Call call && call.arguments().size() == 2)) {
			return null;
		}
		for (int index = 0; index < 6; index++) {
			boolean total = index < 2 || call.arguments().get(0).kind() != Kind.DOUBLE;
			if (total && call.form().equals(form(operator(index)))) {
				return form(opposite(operator(index))).with(call.arguments());
			}
		}
		return null;
	}

	private static ScriptNode compare(String operator, ScriptNode left, ScriptNode right) {
		return form(operator).with(left, right);
	}

	private static Form form(String operator) {
		return Form.operation(Kind.BOOLEAN, "$0 " + operator + " $1");
	}

	/**
	 * The order is that of the opcodes.
	 */
	private static String operator(int index) {
		return switch (index) {
			case 0 -> "===";
			case 1 -> "!==";
			case 2 -> "<";
			case 3 -> ">=";
			case 4 -> ">";
			default -> "<=";
		};
	}

	private static String opposite(String operator) {
		return switch (operator) {
			case "===" -> "!==";
			case "!==" -> "===";
			case "<" -> ">=";
			case ">=" -> "<";
			case ">" -> "<=";
			default -> ">";
		};
	}

}

package ai.desplega.businessuse.internal.lambda.execution;

import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Comparison;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import org.objectweb.asm.Opcodes;

/**
 * Conditions of the byte code instructions that jump.
 */
final class Comparisons {

	private Comparisons() {
	}

	static ScriptNode jumps(int opcode, ScriptNode value) {
		if (opcode == Opcodes.IFNULL) {
			return Logic.isNull(value);
		}
		if (opcode == Opcodes.IFNONNULL) {
			return Logic.not(Logic.isNull(value));
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
		return Logic.compare(opcode - Opcodes.IFEQ, Logic.asInt(value), Literal.of(0));
	}

	static ScriptNode jumps(int opcode, ScriptNode left, ScriptNode right) {
		if (opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IF_ACMPNE) {
			if (areEnums(left.kind(), right.kind())) {
				return Logic.compare(opcode - Opcodes.IF_ACMPEQ, left, right);
			}
			throw new Refusal("compares objects with == or !=, which tells whether they are the same object",
					"use equals");
		}
		boolean booleans = Logic.canBeBoolean(left) && Logic.canBeBoolean(right);
		return Logic.compare(opcode - Opcodes.IF_ICMPEQ, booleans ? Logic.asBoolean(left) : Logic.asInt(left),
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
		boolean trueForNaN = switch (comparison.opcode()) {
			case Opcodes.DCMPG -> opcode == Opcodes.IFGE || opcode == Opcodes.IFGT;
			case Opcodes.DCMPL -> opcode == Opcodes.IFLT || opcode == Opcodes.IFLE;
			default -> false;
		};
		ScriptNode left = comparison.left();
		ScriptNode right = comparison.right();
		return trueForNaN ? Logic.not(Logic.compare(Logic.opposite(opcode - Opcodes.IFEQ), left, right))
				: Logic.compare(opcode - Opcodes.IFEQ, left, right);
	}

}

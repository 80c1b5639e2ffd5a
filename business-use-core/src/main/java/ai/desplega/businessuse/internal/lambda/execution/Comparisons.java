package ai.desplega.businessuse.internal.lambda.execution;

import java.util.EnumSet;
import java.util.Set;

import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Comparison;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import org.objectweb.asm.Opcodes;

/**
 * Conditions of conditional jump instructions.
 */
final class Comparisons {

	private Comparisons() {
	}

	/**
	 * Return the condition under which an instruction jumps.
	 * @param state the state, from which the operands of the instruction are removed
	 */
	static ScriptNode condition(int opcode, State state) {
		ScriptNode last = state.pop();
		return switch (opcode) {
			case Opcodes.IFNULL -> Logic.isNull(last);
			case Opcodes.IFNONNULL -> Logic.not(Logic.isNull(last));
			case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> objects(opcode - Opcodes.IF_ACMPEQ, state.pop(), last);
			case Opcodes.IFEQ, Opcodes.IFNE, Opcodes.IFLT, Opcodes.IFGE, Opcodes.IFGT, Opcodes.IFLE ->
				(last instanceof Comparison comparison) ? compared(opcode, comparison)
						: ints(opcode - Opcodes.IFEQ, last, Literal.of(0));
			default -> ints(opcode - Opcodes.IF_ICMPEQ, state.pop(), last);
		};
	}

	/**
	 * Compare objects by identity. Enum constants can be compared, because there is one
	 * object for each constant.
	 */
	private static ScriptNode objects(int comparison, ScriptNode left, ScriptNode right) {
		Set<Kind> kinds = EnumSet.of(left.kind(), right.kind());
		if (kinds.contains(Kind.ENUM) && EnumSet.of(Kind.ENUM, Kind.NULL).containsAll(kinds)) {
			return Logic.compare(comparison, left, right);
		}
		throw new Refusal("compares objects with == or !=, which compares their identity", "use equals");
	}

	private static ScriptNode ints(int comparison, ScriptNode left, ScriptNode right) {
		boolean booleans = Logic.canBeBoolean(left) && Logic.canBeBoolean(right);
		return booleans ? Logic.compare(comparison, Logic.asBoolean(left), Logic.asBoolean(right))
				: Logic.compare(comparison, Logic.asInt(left), Logic.asInt(right));
	}

	/**
	 * Compare longs or doubles, which takes two instructions in byte code. The first
	 * returns -1, 0 or 1; for NaN, it returns 1 or -1, depending on the instruction, so
	 * that the condition of the second is false.
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

package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import ai.desplega.businessuse.internal.lambda.Instruction.Increment;
import ai.desplega.businessuse.internal.lambda.Instruction.Switch;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Byte code of a method without loops: all its jumps go forward.
 */
final class MethodCode {

	private final Type[] parameters;

	private final Type result;

	private final boolean isStatic;

	private final @Nullable String source;

	private final List<Instruction> instructions;

	private final int[] joins;

	private final List<BitSet> live;

	MethodCode(String descriptor, boolean isStatic, @Nullable String source, List<Instruction> instructions) {
		this.parameters = Type.getArgumentTypes(descriptor);
		this.result = Type.getReturnType(descriptor);
		this.isStatic = isStatic;
		this.source = source;
		this.instructions = instructions;
		this.joins = joins(instructions);
		this.live = live(instructions);
	}

	Type[] parameters() {
		return this.parameters;
	}

	Type result() {
		return this.result;
	}

	boolean isStatic() {
		return this.isStatic;
	}

	@Nullable String source() {
		return this.source;
	}

	Instruction instruction(int index) {
		return this.instructions.get(index);
	}

	/**
	 * Return the index behind the last instruction, where all paths end.
	 */
	int end() {
		return this.instructions.size();
	}

	/**
	 * Return the first index that all paths from an instruction have in common.
	 */
	int join(int index) {
		return this.joins[index];
	}

	/**
	 * Return the number of local variables; those of 64 bits count twice.
	 */
	int locals() {
		int locals = 1;
		for (Type parameter : this.parameters) {
			locals += parameter.getSize();
		}
		for (Instruction instruction : this.instructions) {
			if (isLoad(instruction) || isStore(instruction)) {
				locals = Math.max(locals, instruction.number() + 2);
			}
		}
		return locals;
	}

	/**
	 * Return {@code true} if the value that a local variable has before an instruction
	 * may still be read.
	 */
	boolean isLive(int variable, int index) {
		return this.live.get(index).get(variable);
	}

	private static boolean isLoad(Instruction instruction) {
		return instruction.opcode() >= Opcodes.ILOAD && instruction.opcode() <= Opcodes.ALOAD;
	}

	private static boolean isStore(Instruction instruction) {
		return instruction.opcode() >= Opcodes.ISTORE && instruction.opcode() <= Opcodes.ASTORE;
	}

	/**
	 * Compute the live local variables. All jumps go forward, so one pass from the end is
	 * enough; this holds for the joins, too.
	 */
	private static List<BitSet> live(List<Instruction> instructions) {
		int end = instructions.size();
		BitSet[] live = new BitSet[end + 1];
		live[end] = new BitSet();
		for (int index = end - 1; index >= 0; index--) {
			Instruction instruction = instructions.get(index);
			BitSet before = new BitSet();
			for (int next : successors(index, instruction, end)) {
				before.or(live[next]);
			}
			if (isStore(instruction)) {
				before.clear(instruction.number());
			}
			else if (isLoad(instruction)) {
				before.set(instruction.number());
			}
			else if (instruction.operand() instanceof Increment increment) {
				before.set(increment.variable());
			}
			live[index] = before;
		}
		return List.of(live);
	}

	private static int[] joins(List<Instruction> instructions) {
		int end = instructions.size();
		int[] joins = new int[end];
		for (int index = end - 1; index >= 0; index--) {
			int join = -1;
			for (int next : successors(index, instructions.get(index), end)) {
				join = (join == -1) ? next : meet(join, next, joins);
			}
			joins[index] = join;
		}
		return joins;
	}

	private static int meet(int one, int other, int[] joins) {
		while (one != other) {
			if (one < other) {
				one = joins[one];
			}
			else {
				other = joins[other];
			}
		}
		return one;
	}

	private static List<Integer> successors(int index, Instruction instruction, int end) {
		return switch (instruction.opcode()) {
			case Opcodes.IRETURN, Opcodes.LRETURN, Opcodes.FRETURN, Opcodes.DRETURN, Opcodes.ARETURN, Opcodes.RETURN,
					Opcodes.ATHROW ->
				List.of(end);
			case Opcodes.GOTO -> List.of(instruction.number());
			case Opcodes.IFEQ, Opcodes.IFNE, Opcodes.IFLT, Opcodes.IFGE, Opcodes.IFGT, Opcodes.IFLE, Opcodes.IF_ICMPEQ,
					Opcodes.IF_ICMPNE, Opcodes.IF_ICMPLT, Opcodes.IF_ICMPGE, Opcodes.IF_ICMPGT, Opcodes.IF_ICMPLE,
					Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE, Opcodes.IFNULL, Opcodes.IFNONNULL ->
				List.of(index + 1, instruction.number());
			case Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH -> targets(instruction.operand(Switch.class));
			default -> List.of(index + 1);
		};
	}

	private static List<Integer> targets(Switch instruction) {
		List<Integer> targets = new ArrayList<>(instruction.targets());
		targets.add(instruction.otherwise());
		return targets;
	}

}

package ai.desplega.businessuse.internal.lambda.bytecode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.desplega.businessuse.internal.lambda.script.Refusal;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Byte code of a method without loops: all jumps are forward jumps. Labels and line
 * numbers count as instructions, with the opcode -1.
 */
public final class MethodCode {

	private final MethodNode method;

	private final @Nullable String source;

	private final int[] joins;

	private final BitSet[] live;

	/**
	 * Create the code of a method. All jumps are forward jumps, so one pass from the end
	 * finds joins and live variables.
	 * @throws Refusal if it contains a loop, or catches exceptions
	 */
	MethodCode(MethodNode method, @Nullable String source) {
		this.method = method;
		this.source = source;
		refuseHandlers();
		this.joins = new int[end()];
		this.live = new BitSet[end() + 1];
		this.live[end()] = new BitSet();
		for (int index = end() - 1; index >= 0; index--) {
			List<Integer> successors = successors(index);
			this.joins[index] = successors.stream().reduce(this::meet).orElseThrow();
			this.live[index] = live(instruction(index), successors);
		}
	}

	/**
	 * Return the types of the parameters, starting with the type of {@code this} unless
	 * the method is static.
	 */
	public List<Type> parameters() {
		List<Type> parameters = new ArrayList<>(List.of(Type.getArgumentTypes(this.method.desc)));
		if ((this.method.access & Opcodes.ACC_STATIC) == 0) {
			parameters.add(0, Type.getType(Object.class));
		}
		return parameters;
	}

	public Type result() {
		return Type.getReturnType(this.method.desc);
	}

	/**
	 * Return the number of local variables; those of 64 bits count twice.
	 */
	public int locals() {
		return this.method.maxLocals;
	}

	public AbstractInsnNode instruction(int index) {
		return this.method.instructions.get(index);
	}

	/**
	 * Return the first instructions from an index, without labels and line numbers.
	 */
	public List<AbstractInsnNode> instructions(int index, int count) {
		return IntStream.range(index, end())
			.mapToObj(this::instruction)
			.filter((instruction) -> instruction.getOpcode() >= 0)
			.limit(count)
			.toList();
	}

	public int index(AbstractInsnNode instruction) {
		return this.method.instructions.indexOf(instruction);
	}

	/**
	 * Return the index after the last instruction, where all paths end.
	 */
	public int end() {
		return this.method.instructions.size();
	}

	/**
	 * Return the first index at which all paths from an instruction meet, except for
	 * paths that return before.
	 * @return the index, or {@link #end()} if the paths return before they meet
	 */
	public int join(int index) {
		return this.joins[index];
	}

	/**
	 * Return {@code true} if the value that a local variable has before an instruction
	 * may still be read.
	 */
	public boolean isLive(int variable, int index) {
		return this.live[index].get(variable);
	}

	/**
	 * Return the targets of a switch, or {@code null} if the instruction is not a switch.
	 */
	public @Nullable Switch cases(AbstractInsnNode instruction) {
		if (instruction instanceof TableSwitchInsnNode table) {
			return cases(IntStream.rangeClosed(table.min, table.max).boxed().toList(), table.labels, table.dflt);
		}
		return (instruction instanceof LookupSwitchInsnNode lookup) ? cases(lookup.keys, lookup.labels, lookup.dflt)
				: null;
	}

	private Switch cases(List<Integer> keys, List<LabelNode> labels, LabelNode otherwise) {
		Map<Integer, Integer> targets = new LinkedHashMap<>();
		for (int i = 0; i < labels.size(); i++) {
			targets.put(keys.get(i), index(labels.get(i)));
		}
		return new Switch(targets, index(otherwise));
	}

	/**
	 * Return a refusal with the source location of an instruction.
	 */
	public Refusal at(int index, Refusal refusal) {
		AbstractInsnNode node = instruction(index);
		while (node != null && !(node instanceof LineNumberNode)) {
			node = node.getPrevious();
		}
		return (node instanceof LineNumberNode line && this.source != null)
				? refusal.at(Constructs.shorten(this.source) + ":" + line.line) : refusal;
	}

	/**
	 * Reject code that catches exceptions, which may be generated for other constructs in
	 * the source code.
	 */
	private void refuseHandlers() {
		if (this.method.tryCatchBlocks.isEmpty()) {
			return;
		}
		for (AbstractInsnNode instruction : this.method.instructions) {
			if (instruction instanceof TypeInsnNode type && type.desc.equals("java/lang/MatchException")) {
				throw at(index(instruction), new Refusal("uses a record pattern"));
			}
			if (instruction.getOpcode() == Opcodes.MONITORENTER) {
				throw at(index(instruction), Constructs.refuse(instruction));
			}
		}
		int start = index(this.method.tryCatchBlocks.get(0).start);
		throw at(index(instructions(start, 1).get(0)), new Refusal("catches exceptions"));
	}

	private List<Integer> successors(int index) {
		AbstractInsnNode instruction = instruction(index);
		int opcode = instruction.getOpcode();
		List<Integer> successors = new ArrayList<>();
		if (instruction instanceof JumpInsnNode jump) {
			successors.add(index(jump.label));
		}
		Switch cases = cases(instruction);
		if (cases != null) {
			successors.addAll(cases.targets().values());
			successors.add(cases.otherwise());
		}
		if (successors.stream().anyMatch((target) -> target <= index)) {
			throw at(index, Constructs.loop(this.method.instructions));
		}
		if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN || opcode == Opcodes.ATHROW) {
			successors.add(end());
		}
		else if (opcode != Opcodes.GOTO && cases == null) {
			successors.add(index + 1);
		}
		return successors;
	}

	private int meet(int one, int other) {
		int first = one;
		int second = other;
		while (first != second && first != end() && second != end()) {
			if (first < second) {
				first = this.joins[first];
			}
			else {
				second = this.joins[second];
			}
		}
		return Math.min(first, second);
	}

	private BitSet live(AbstractInsnNode instruction, List<Integer> successors) {
		BitSet live = new BitSet();
		successors.forEach((next) -> live.or(this.live[next]));
		if (instruction instanceof VarInsnNode access) {
			boolean load = access.getOpcode() <= Opcodes.ALOAD;
			live.set(access.var, load);
		}
		else if (instruction instanceof IincInsnNode increment) {
			live.set(increment.var);
		}
		return live;
	}

	/**
	 * Indexes of the targets of a switch.
	 *
	 * @param targets the index for each key
	 * @param otherwise the index for all other keys
	 */
	public record Switch(Map<Integer, Integer> targets, int otherwise) {
	}

}

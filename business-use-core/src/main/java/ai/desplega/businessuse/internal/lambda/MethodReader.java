package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.internal.lambda.Instruction.Dynamic;
import ai.desplega.businessuse.internal.lambda.Instruction.Increment;
import ai.desplega.businessuse.internal.lambda.Instruction.Member;
import ai.desplega.businessuse.internal.lambda.Instruction.Switch;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reads the instructions of one method.
 */
final class MethodReader extends MethodVisitor {

	private final String descriptor;

	private final boolean isStatic;

	private final @Nullable String source;

	private final List<Instruction> instructions = new ArrayList<>();

	private final Map<Label, Integer> indexes = new HashMap<>();

	private int line;

	/** Start of the first instructions whose exceptions are caught. */
	private @Nullable Label handled;

	private @Nullable MethodCode code;

	MethodReader(String descriptor, boolean isStatic, @Nullable String source) {
		super(Opcodes.ASM9);
		this.descriptor = descriptor;
		this.isStatic = isStatic;
		this.source = source;
	}

	@Nullable MethodCode code() {
		return this.code;
	}

	@Override
	public void visitLabel(Label label) {
		this.indexes.put(label, this.instructions.size());
	}

	@Override
	public void visitLineNumber(int line, Label start) {
		this.line = line;
	}

	@Override
	public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
		this.handled = (this.handled != null) ? this.handled : start;
	}

	@Override
	public void visitInsn(int opcode) {
		switch (opcode) {
			case Opcodes.ACONST_NULL -> add(Opcodes.LDC, null);
			case Opcodes.ICONST_M1, Opcodes.ICONST_0, Opcodes.ICONST_1, Opcodes.ICONST_2, Opcodes.ICONST_3,
					Opcodes.ICONST_4, Opcodes.ICONST_5 ->
				add(Opcodes.LDC, opcode - Opcodes.ICONST_0);
			case Opcodes.LCONST_0, Opcodes.LCONST_1 -> add(Opcodes.LDC, (long) (opcode - Opcodes.LCONST_0));
			case Opcodes.FCONST_0, Opcodes.FCONST_1, Opcodes.FCONST_2 ->
				add(Opcodes.LDC, (float) (opcode - Opcodes.FCONST_0));
			case Opcodes.DCONST_0, Opcodes.DCONST_1 -> add(Opcodes.LDC, (double) (opcode - Opcodes.DCONST_0));
			default -> add(opcode, null);
		}
	}

	@Override
	public void visitIntInsn(int opcode, int operand) {
		add((opcode == Opcodes.NEWARRAY) ? opcode : Opcodes.LDC, operand);
	}

	@Override
	public void visitLdcInsn(Object value) {
		add(Opcodes.LDC, value);
	}

	@Override
	public void visitVarInsn(int opcode, int variable) {
		add(opcode, variable);
	}

	@Override
	public void visitIincInsn(int variable, int amount) {
		add(Opcodes.IINC, new Increment(variable, amount));
	}

	@Override
	public void visitTypeInsn(int opcode, String type) {
		add(opcode, type);
	}

	@Override
	public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
		add(opcode, new Member(owner, name, descriptor));
	}

	@Override
	public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
		add(opcode, new Member(owner, name, descriptor));
	}

	@Override
	public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
		add(Opcodes.INVOKEDYNAMIC, new Dynamic(name, descriptor, bootstrap, List.of(arguments)));
	}

	@Override
	public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
		add(Opcodes.MULTIANEWARRAY, descriptor);
	}

	@Override
	public void visitJumpInsn(int opcode, Label target) {
		add(opcode, target);
	}

	@Override
	public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... targets) {
		int[] keys = new int[targets.length];
		for (int i = 0; i < keys.length; i++) {
			keys[i] = min + i;
		}
		visitLookupSwitchInsn(otherwise, keys, targets);
	}

	@Override
	public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] targets) {
		add(Opcodes.LOOKUPSWITCH, new LabelledSwitch(keys, targets, otherwise));
	}

	@Override
	public void visitEnd() {
		refuseHandlers();
		List<Instruction> resolved = new ArrayList<>();
		for (int index = 0; index < this.instructions.size(); index++) {
			Instruction instruction = this.instructions.get(index);
			resolved.add(new Instruction(instruction.opcode(), instruction.line(), resolve(index, instruction)));
		}
		this.code = new MethodCode(this.descriptor, this.isStatic, this.source, resolved);
	}

	/**
	 * Refuse code that catches exceptions. It may look different in the source.
	 */
	private void refuseHandlers() {
		if (this.handled == null) {
			return;
		}
		for (Instruction instruction : this.instructions) {
			boolean pattern = "java/lang/MatchException".equals(instruction.operand());
			if (pattern || instruction.opcode() == Opcodes.MONITORENTER) {
				Refusal refusal = pattern ? new Refusal("takes a record apart") : Constructs.refuse(instruction);
				throw refusal.at(this.source, instruction.line());
			}
		}
		int first = this.indexes.getOrDefault(this.handled, 0);
		throw new Refusal("catches exceptions").at(this.source, this.instructions.get(first).line());
	}

	private void add(int opcode, @Nullable Object operand) {
		this.instructions.add(new Instruction(opcode, this.line, operand));
	}

	/**
	 * The index of a label is known only when the whole method was read.
	 */
	private @Nullable Object resolve(int index, Instruction instruction) {
		if (instruction.operand() instanceof Label label) {
			return target(index, label);
		}
		if (instruction.operand() instanceof LabelledSwitch unresolved) {
			List<Integer> keys = new ArrayList<>();
			List<Integer> targets = new ArrayList<>();
			for (int i = 0; i < unresolved.keys.length; i++) {
				keys.add(unresolved.keys[i]);
				targets.add(target(index, unresolved.targets[i]));
			}
			return new Switch(keys, targets, target(index, unresolved.otherwise));
		}
		return instruction.operand();
	}

	private int target(int index, Label label) {
		int target = this.indexes.getOrDefault(label, this.instructions.size());
		if (target <= index) {
			throw Constructs.loop(this.instructions).at(this.source, this.instructions.get(index).line());
		}
		return target;
	}

	private record LabelledSwitch(int[] keys, Label[] targets, Label otherwise) {
	}

}

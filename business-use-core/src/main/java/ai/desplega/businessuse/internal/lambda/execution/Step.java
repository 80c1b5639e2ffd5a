package ai.desplega.businessuse.internal.lambda.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import ai.desplega.businessuse.internal.lambda.bytecode.Constructs;
import ai.desplega.businessuse.internal.lambda.bytecode.Member;
import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Closure;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Elements;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Hash;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Executes an instruction that doesn't jump: changes the stack and the local variables.
 */
final class Step {

	private static final int MAX_ARRAY = 1000;

	/**
	 * Constants of the instructions, starting with {@link Opcodes#ACONST_NULL}.
	 */
	private static final List<@Nullable Object> CONSTANTS = Arrays.asList(null, -1, 0, 1, 2, 3, 4, 5, 0L, 1L, 0f, 1f,
			2f, 0.0, 1.0);

	private final Lambdas lambdas;

	Step(Lambdas lambdas) {
		this.lambdas = lambdas;
	}

	void take(AbstractInsnNode instruction, State state) {
		int opcode = instruction.getOpcode();
		if (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.LDC) {
			state.push(constant(instruction));
		}
		else if (Arithmetic.isBinary(opcode)) {
			ScriptNode right = state.pop();
			state.push(Arithmetic.binary(opcode, state.pop(), right));
		}
		else if (Arithmetic.isUnary(opcode)) {
			state.push(Arithmetic.unary(opcode, state.pop()));
		}
		else if (instruction instanceof VarInsnNode access) {
			access(access, state);
		}
		else {
			execute(instruction, state);
		}
	}

	private static ScriptNode constant(AbstractInsnNode instruction) {
		Object value = (instruction instanceof LdcInsnNode constant) ? constant.cst
				: (instruction instanceof IntInsnNode constant) ? constant.operand
						: CONSTANTS.get(instruction.getOpcode() - Opcodes.ACONST_NULL);
		if (Kind.of(value) == Kind.OTHER) {
			throw new Refusal("uses a constant that is neither a number nor a string");
		}
		return Literal.of(value);
	}

	private static void access(VarInsnNode access, State state) {
		if (access.getOpcode() <= Opcodes.ALOAD) {
			state.push(state.local(access.var));
		}
		else {
			state.set(access.var, state.bind(state.pop()));
		}
	}

	private void execute(AbstractInsnNode instruction, State state) {
		switch (instruction.getOpcode()) {
			case Opcodes.NOP -> {
			}
			case Opcodes.CHECKCAST -> cast(((TypeInsnNode) instruction).desc, state);
			case Opcodes.IINC -> increment((IincInsnNode) instruction, state);
			case Opcodes.DUP, Opcodes.DUP2 -> duplicate(instruction.getOpcode(), state);
			case Opcodes.POP, Opcodes.POP2 -> state.bind(state.pop());
			case Opcodes.ANEWARRAY -> newArray(state);
			case Opcodes.AASTORE -> store(state);
			case Opcodes.GETSTATIC -> state.push(this.lambdas.constant(Member.of((FieldInsnNode) instruction)));
			case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE, Opcodes.INVOKESTATIC ->
				call((MethodInsnNode) instruction, state);
			case Opcodes.INVOKEDYNAMIC -> link((InvokeDynamicInsnNode) instruction, state);
			default -> throw Constructs.refuse(instruction);
		}
	}

	private static void cast(String type, State state) {
		ScriptNode value = state.pop();
		if (!isA(value, type)) {
			throw new Refusal("casts " + value.kind().description() + " to " + Constructs.type(type));
		}
		state.push(value);
	}

	/**
	 * Return {@code true} if a cast of a value to a type is known to succeed.
	 */
	private static boolean isA(ScriptNode value, String type) {
		if (value instanceof Closure closure) {
			return type.equals(closure.type()) || type.equals("java/io/Serializable");
		}
		return (value instanceof Elements) ? type.equals("[Ljava/lang/Object;") : value.kind().isA(type);
	}

	private static void increment(IincInsnNode increment, State state) {
		ScriptNode sum = Arithmetic.binary(Opcodes.IADD, state.local(increment.var), Literal.of(increment.incr));
		state.set(increment.var, state.bind(sum));
	}

	private static void duplicate(int opcode, State state) {
		ScriptNode node = state.bind(state.pop());
		if (opcode == Opcodes.DUP2 && node.kind() != Kind.LONG && node.kind() != Kind.DOUBLE) {
			throw new Refusal("assigns to several variables at once");
		}
		state.push(node);
		state.push(node);
	}

	private static void newArray(State state) {
		if (!(state.pop() instanceof Literal literal && literal.value() instanceof Integer length) || length < 0
				|| length > MAX_ARRAY) {
			throw new Refusal("creates an array", "use a list");
		}
		state.push(new Elements(Collections.nCopies(length, Literal.NULL)));
	}

	/**
	 * Assign to an element of a new array. An array in a local variable can't be changed,
	 * because a nested lambda may have captured it.
	 */
	private static void store(State state) {
		ScriptNode value = state.pop();
		ScriptNode index = state.pop();
		ScriptNode array = state.pop();
		if (!(array instanceof Elements old && !state.hasLocal(array) && index instanceof Literal literal
				&& literal.value() instanceof Integer position && position >= 0 && position < old.values().size())) {
			throw new Refusal("assigns to an element of an array", "create a list with all its elements");
		}
		List<ScriptNode> values = new ArrayList<>(old.values());
		values.set(position, value);
		state.replace(array, new Elements(values));
	}

	private static void call(MethodInsnNode call, State state) {
		Member method = Member.of(call);
		if (method.equals(Switches.HASH_CODE)) {
			ScriptNode string = state.pop();
			ScriptNode present = state.bind(Logic.required(string));
			state.replace(string, present);
			state.push(new Hash(present));
			return;
		}
		int receivers = (call.getOpcode() == Opcodes.INVOKESTATIC) ? 0 : 1;
		state.push(Vocabulary.call(method, state.pop(receivers + Type.getArgumentCount(call.desc))));
	}

	private void link(InvokeDynamicInsnNode dynamic, State state) {
		List<ScriptNode> arguments = state.pop(Type.getArgumentCount(dynamic.desc));
		state.push(Concatenation.is(dynamic) ? Concatenation.of(dynamic, arguments)
				: this.lambdas.closure(dynamic, arguments));
	}

}

package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ai.desplega.businessuse.internal.lambda.Instruction.Dynamic;
import ai.desplega.businessuse.internal.lambda.Instruction.Increment;
import ai.desplega.businessuse.internal.lambda.Instruction.Member;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Elements;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Hash;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Executes an instruction that doesn't jump: changes the stack and the local variables.
 */
final class Step {

	private static final int MAX_ARRAY = 1000;

	private final Lambdas lambdas;

	private final Names names;

	Step(Lambdas lambdas, Names names) {
		this.lambdas = lambdas;
		this.names = names;
	}

	void take(Instruction instruction, State state) {
		int opcode = instruction.opcode();
		if (Arithmetic.isBinary(opcode)) {
			ScriptNode right = state.pop();
			state.push(Arithmetic.binary(opcode, state.pop(), right));
			return;
		}
		if (Arithmetic.isUnary(opcode)) {
			state.push(Arithmetic.unary(opcode, state.pop()));
			return;
		}
		switch (opcode) {
			case Opcodes.NOP -> {
			}
			case Opcodes.CHECKCAST -> cast(instruction.operand(String.class), state);
			case Opcodes.LDC -> state.push(constant(instruction.operand()));
			case Opcodes.ILOAD, Opcodes.LLOAD, Opcodes.FLOAD, Opcodes.DLOAD, Opcodes.ALOAD ->
				state.push(state.local(instruction.number()));
			case Opcodes.ISTORE, Opcodes.LSTORE, Opcodes.FSTORE, Opcodes.DSTORE, Opcodes.ASTORE ->
				state.local(instruction.number(), state.bind(filled(state.pop(), state), this.names));
			case Opcodes.IINC -> increment(instruction.operand(Increment.class), state);
			case Opcodes.DUP, Opcodes.DUP2 -> duplicate(opcode, state);
			case Opcodes.POP, Opcodes.POP2 -> state.bind(state.pop(), this.names);
			case Opcodes.ANEWARRAY -> newArray(state);
			case Opcodes.AASTORE -> store(state);
			case Opcodes.GETSTATIC -> state.push(this.lambdas.constant(instruction.operand(Member.class)));
			case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE -> call(instruction.operand(Member.class), true, state);
			case Opcodes.INVOKESTATIC -> call(instruction.operand(Member.class), false, state);
			case Opcodes.INVOKEDYNAMIC -> link(instruction.operand(Dynamic.class), state);
			default -> throw Constructs.refuse(instruction);
		}
	}

	private static ScriptNode constant(@Nullable Object value) {
		if (value == null) {
			return Literal.NULL;
		}
		if (value instanceof Number || value instanceof String) {
			return Literal.of(value);
		}
		throw new Refusal("uses a constant that is neither a number nor a string");
	}

	private void increment(Increment increment, State state) {
		ScriptNode sum = Arithmetic.binary(Opcodes.IADD, state.local(increment.variable()),
				Literal.of(increment.amount()));
		state.local(increment.variable(), state.bind(sum, this.names));
	}

	private void duplicate(int opcode, State state) {
		ScriptNode node = state.bind(state.pop(), this.names);
		if (opcode == Opcodes.DUP2 && node.kind() != Kind.LONG && node.kind() != Kind.DOUBLE) {
			throw new Refusal("assigns to several variables at once");
		}
		state.push(node);
		state.push(node);
	}

	private static void cast(String type, State state) {
		ScriptNode value = state.pop();
		if (!Values.isA(value, type)) {
			throw new Refusal("casts " + Values.describe(value.kind()) + " to " + Constructs.type(type));
		}
		state.push(value);
	}

	private static void newArray(State state) {
		if (!(state.pop() instanceof Literal literal && literal.value() instanceof Integer length) || length < 0
				|| length > MAX_ARRAY) {
			throw new Refusal("creates an array", "use a list");
		}
		state.push(new Elements(Collections.nCopies(length, Literal.NULL), true));
	}

	/**
	 * An array that is in a local variable is complete: nodes can't change, and the
	 * variable is not the only place that may refer to it.
	 */
	private static ScriptNode filled(ScriptNode node, State state) {
		if (!(node instanceof Elements array && array.fillable())) {
			return node;
		}
		Elements filled = new Elements(array.values(), false);
		state.replace(array, filled);
		return filled;
	}

	private static void store(State state) {
		ScriptNode value = state.pop();
		ScriptNode index = state.pop();
		ScriptNode array = state.pop();
		if (!(array instanceof Elements old && old.fillable() && index instanceof Literal literal
				&& literal.value() instanceof Integer position && position >= 0 && position < old.values().size())) {
			throw new Refusal("assigns to an element of an array", "create a list with all its elements");
		}
		List<ScriptNode> values = new ArrayList<>(old.values());
		values.set(position, value);
		state.replace(array, new Elements(List.copyOf(values), true));
	}

	private void call(Member method, boolean hasReceiver, State state) {
		if (method.equals(Switches.HASH_CODE)) {
			ScriptNode string = state.pop();
			ScriptNode present = state.bind(Logic.required(string), this.names);
			state.refine(string, present);
			state.push(new Hash(present));
			return;
		}
		Type[] parameters = Type.getArgumentTypes(method.descriptor());
		List<ScriptNode> arguments = new ArrayList<>(state.pop(parameters.length));
		for (int i = 0; i < parameters.length; i++) {
			arguments.set(i, Values.coerce(arguments.get(i), parameters[i]));
		}
		if (hasReceiver) {
			arguments.add(0, state.pop());
		}
		state.push(Vocabulary.call(method, hasReceiver, arguments));
	}

	private void link(Dynamic dynamic, State state) {
		List<ScriptNode> arguments = state.pop(Type.getArgumentTypes(dynamic.descriptor()).length);
		state.push(Concatenation.is(dynamic) ? Concatenation.of(dynamic, arguments)
				: this.lambdas.closure(dynamic, arguments, this.names));
	}

}

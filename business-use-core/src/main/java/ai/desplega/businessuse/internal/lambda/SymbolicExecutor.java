package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.desplega.businessuse.internal.lambda.Instruction.Switch;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Hash;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Executes a method with expressions in place of values, which gives its result as one
 * expression.
 * <p>
 * It does what the JVM would do, instruction by instruction. Where the code forks, both
 * paths are executed up to the point where they meet, and the values that differ there
 * become conditional.
 */
final class SymbolicExecutor {

	private final MethodCode code;

	private final Step step;

	private final Names names;

	private final Map<List<Object>, State> executed = new HashMap<>();

	SymbolicExecutor(MethodCode code, Lambdas lambdas, Names names) {
		this.code = code;
		this.step = new Step(lambdas, names);
		this.names = names;
	}

	/**
	 * Return the result of the method.
	 * @param arguments with {@code this} as the first, unless the method is static
	 */
	ScriptNode result(List<ScriptNode> arguments) {
		State state = execute(0, this.code.end(), start(arguments));
		return state.result(state.pop());
	}

	private State start(List<ScriptNode> arguments) {
		State state = new State(new ScriptNode[this.code.locals()], new ArrayList<>());
		int variable = 0;
		int first = this.code.isStatic() ? 0 : 1;
		if (first == 1) {
			state.local(variable++, arguments.get(0));
		}
		for (int i = first; i < arguments.size(); i++) {
			Type type = this.code.parameters()[i - first];
			state.local(variable, Values.coerce(arguments.get(i), type));
			variable += type.getSize();
		}
		return state;
	}

	private State execute(int from, int to, State state) {
		int index = from;
		while (index != to) {
			Instruction instruction = this.code.instruction(index);
			try {
				this.names.step();
				index = next(index, instruction, state);
			}
			catch (Refusal ex) {
				throw ex.at(this.code.source(), instruction.line());
			}
		}
		return state;
	}

	private int next(int index, Instruction instruction, State state) {
		int opcode = instruction.opcode();
		if (opcode == Opcodes.GOTO) {
			return instruction.number();
		}
		if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
			state.end((opcode == Opcodes.RETURN) ? Literal.NULL : Values.coerce(state.pop(), this.code.result()));
			return this.code.end();
		}
		if (opcode >= Opcodes.IFEQ && opcode <= Opcodes.IF_ACMPNE || opcode == Opcodes.IFNULL
				|| opcode == Opcodes.IFNONNULL) {
			return fork(index, condition(opcode, state), instruction.number(), index + 1, state);
		}
		if (opcode == Opcodes.LOOKUPSWITCH) {
			return fork(index, instruction.operand(Switch.class), state);
		}
		this.step.take(instruction, state);
		return index + 1;
	}

	private static ScriptNode condition(int opcode, State state) {
		ScriptNode last = state.pop();
		return (opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE)
				? Comparisons.jumps(opcode, state.pop(), last) : Comparisons.jumps(opcode, last);
	}

	private int fork(int index, ScriptNode test, int ifTrue, int ifFalse, State state) {
		int join = this.code.join(index);
		State yes = path(ifTrue, join, state);
		State no = path(ifFalse, join, state);
		state.join(test, yes, no, this.names);
		return join;
	}

	private int fork(int index, Switch cases, State state) {
		ScriptNode value = state.pop();
		int join = this.code.join(index);
		if (value instanceof Hash hash) {
			state.become(chain(Switches.tests(hash, cases, this.code, state), cases, join, state));
		}
		else if (Switches.isLabelNumber(value) && !cases.keys().contains(-1)) {
			state.become(chain(Switches.testsOfLabels(value, cases), cases, join, state));
		}
		else {
			ScriptNode number = Logic.asInt(value);
			ScriptNode atom = number.isAtom() ? number : state.bindVariable(number, this.names);
			state.become(chain(Switches.tests(atom, cases), cases, join, state));
		}
		return join;
	}

	/**
	 * Execute a switch as a chain of forks, from its end.
	 */
	private State chain(Map<Integer, ScriptNode> tests, Switch cases, int join, State start) {
		State rest = path(cases.otherwise(), join, start);
		List<Integer> targets = new ArrayList<>(tests.keySet());
		Collections.reverse(targets);
		for (int target : targets) {
			if (target != cases.otherwise()) {
				State joined = start.fork();
				joined.join(Objects.requireNonNull(tests.get(target)), path(target, join, start), rest, this.names);
				rest = joined;
			}
		}
		return rest;
	}

	/**
	 * Execute a path. Paths of {@code &&}, {@code ||} and {@code switch} have parts in
	 * common: each part is executed once for equal values.
	 */
	private State path(int from, int to, State start) {
		State state = start.fork();
		state.retain((variable) -> this.code.isLive(variable, from));
		List<Object> key = List.of(from, to, state.values());
		State known = this.executed.get(key);
		if (known == null) {
			known = execute(from, to, state);
			known.retain((variable) -> this.code.isLive(variable, to));
			this.executed.put(key, known);
		}
		return known;
	}

}

package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.desplega.businessuse.internal.lambda.Instruction.Switch;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Condition;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Hash;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Walks through a method and says as one expression what it results in.
 * <p>
 * It does what the JVM would do, instruction by instruction, but with expressions in
 * place of values. Where the code forks, both ways are walked up to where they meet, and
 * what differs between them then is a condition.
 */
final class SymbolicExecutor {

	private final MethodCode code;

	private final Step step;

	private final Names names;

	/**
	 * Ways of {@code &&} and {@code ||} share their ends; each is walked once.
	 */
	private final Map<List<Object>, State> walked = new HashMap<>();

	SymbolicExecutor(MethodCode code, Lambdas lambdas, Names names) {
		this.code = code;
		this.step = new Step(lambdas, names);
		this.names = names;
	}

	/**
	 * The result of the method.
	 * @param arguments with {@code this} as the first, unless the method is static
	 */
	ScriptNode result(List<ScriptNode> arguments) {
		State state = walk(0, this.code.end(), start(arguments));
		return Values.coerce(state.result(state.pop()), this.code.result());
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

	private State walk(int from, int to, State state) {
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
			state.end((opcode == Opcodes.RETURN) ? Literal.NULL : state.pop());
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
		State yes = way(ifTrue, join, state);
		State no = way(ifFalse, join, state);
		state.join(test, yes, no, this.names);
		return join;
	}

	private int fork(int index, Switch cases, State state) {
		ScriptNode value = state.pop();
		int join = this.code.join(index);
		if (value instanceof Hash hash) {
			state.become(chain(Switches.tests(hash, cases, this.code, state), cases, join, state));
		}
		else if (Switches.isChoiceByText(value, cases)) {
			state.become(chain(Switches.testsOfChoice(value, cases), cases, join, state));
		}
		else if (Switches.isChoice(value)) {
			state.become(choose(value, cases, join, state));
		}
		else {
			ScriptNode number = state.bind(Logic.asInt(value), this.names);
			state.become(chain(Switches.tests(number, cases), cases, join, state));
		}
		return join;
	}

	/**
	 * A switch is a chain of forks, built from its end.
	 */
	private State chain(Map<Integer, ScriptNode> tests, Switch cases, int join, State start) {
		State rest = way(cases.otherwise(), join, start);
		List<Integer> targets = new ArrayList<>(tests.keySet());
		Collections.reverse(targets);
		for (int target : targets) {
			rest = joined(Objects.requireNonNull(tests.get(target)), way(target, join, start), rest, start);
		}
		return rest;
	}

	/**
	 * A switch on what is one of several constants forks as that does.
	 */
	private State choose(ScriptNode value, Switch cases, int join, State start) {
		if (value instanceof Condition condition) {
			return joined(condition.test(), choose(condition.yes(), cases, join, start),
					choose(condition.no(), cases, join, start), start);
		}
		return way(cases.target(Logic.asInt(value)), join, start);
	}

	private State joined(ScriptNode test, State yes, State no, State start) {
		State joined = start.fork();
		joined.join(test, yes, no, this.names);
		return joined;
	}

	private State way(int from, int to, State start) {
		State state = start.fork();
		state.forget((variable) -> this.code.reads(variable, from));
		List<Object> key = List.of(from, to, state.values());
		State known = this.walked.get(key);
		if (known == null) {
			known = walk(from, to, state);
			known.forget((variable) -> this.code.reads(variable, to));
			this.walked.put(key, known);
		}
		return known;
	}

}

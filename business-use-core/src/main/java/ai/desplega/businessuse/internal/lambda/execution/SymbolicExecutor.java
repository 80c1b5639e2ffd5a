package ai.desplega.businessuse.internal.lambda.execution;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.internal.lambda.bytecode.MethodCode;
import ai.desplega.businessuse.internal.lambda.bytecode.MethodCode.Switch;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;

/**
 * Executes a method with expressions instead of values. The result is one expression.
 * <p>
 * The executor follows the JVM instruction by instruction. At a branch, both paths are
 * executed up to the point where they meet, and values that differ at that point become
 * conditional expressions.
 */
final class SymbolicExecutor {

	private final MethodCode code;

	private final Step step;

	private final Names names;

	private final Map<Part, State> executed = new HashMap<>();

	SymbolicExecutor(MethodCode code, Lambdas lambdas, Names names) {
		this.code = code;
		this.step = new Step(lambdas);
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
		State state = new State(this.code.locals(), this.names);
		int variable = 0;
		for (int i = 0; i < arguments.size(); i++) {
			Type type = this.code.parameters().get(i);
			state.local(variable, Logic.coerce(arguments.get(i), type));
			variable += type.getSize();
		}
		return state;
	}

	private State execute(int from, int to, State state) {
		int index = from;
		while (index != to) {
			try {
				index = next(index, state);
			}
			catch (Refusal ex) {
				throw this.code.at(index, ex);
			}
		}
		return state;
	}

	private int next(int index, State state) {
		AbstractInsnNode instruction = this.code.instruction(index);
		int opcode = instruction.getOpcode();
		if (opcode < 0) {
			return index + 1;
		}
		this.names.step();
		if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
			state.end((opcode == Opcodes.RETURN) ? Literal.NULL : Logic.coerce(state.pop(), this.code.result()));
			return this.code.end();
		}
		if (instruction instanceof JumpInsnNode jump) {
			int target = this.code.index(jump.label);
			return (opcode == Opcodes.GOTO) ? target : fork(index, Comparisons.condition(opcode, state), target, state);
		}
		Switch cases = this.code.cases(instruction);
		if (cases != null) {
			int join = this.code.join(index);
			Map<Integer, ScriptNode> tests = Switches.tests(state.pop(), cases, this.code, state);
			state.become(chain(tests.entrySet().iterator(), cases.otherwise(), join, state));
			return join;
		}
		this.step.take(instruction, state);
		return index + 1;
	}

	private int fork(int index, ScriptNode test, int target, State state) {
		int join = this.code.join(index);
		State yes = path(target, join, state);
		State no = path(index + 1, join, state);
		state.join(test, yes, no);
		return join;
	}

	/**
	 * Execute a switch as a chain of branches.
	 * @param tests the condition of each target
	 */
	private State chain(Iterator<Map.Entry<Integer, ScriptNode>> tests, int otherwise, int join, State start) {
		if (!tests.hasNext()) {
			return path(otherwise, join, start);
		}
		Map.Entry<Integer, ScriptNode> test = tests.next();
		State joined = start.fork();
		State yes = path(test.getKey(), join, start);
		joined.join(test.getValue(), yes, chain(tests, otherwise, join, start));
		return joined;
	}

	/**
	 * Execute a path. Paths of {@code &&}, {@code ||} and {@code switch} have parts in
	 * common: each part is executed once for equal values.
	 */
	private State path(int from, int to, State start) {
		State state = start.fork();
		state.retain((variable) -> this.code.isLive(variable, from));
		Part part = new Part(from, to, state.values());
		State known = this.executed.get(part);
		if (known == null) {
			known = execute(from, to, state);
			known.retain((variable) -> this.code.isLive(variable, to));
			this.executed.put(part, known);
		}
		return known;
	}

	/**
	 * Part of a path with its initial values. The values may be large expressions, which
	 * are not hashed, because a part has few different initial values.
	 */
	private record Part(int from, int to, List<ScriptNode> values) {

		@Override
		public int hashCode() {
			return 31 * this.from + this.to;
		}

	}

}

package ai.desplega.businessuse.internal.lambda.execution;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.internal.lambda.bytecode.MethodCode;
import ai.desplega.businessuse.internal.lambda.bytecode.MethodCode.Switch;
import ai.desplega.businessuse.internal.lambda.execution.Paths.Branch;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;

/**
 * Executes a method with expressions instead of values. The result is one expression.
 * <p>
 * The executor follows the JVM instruction by instruction. At a branch, both paths are
 * executed up to the point where they {@linkplain Join meet}, and values that differ at
 * that point become conditional expressions.
 */
final class SymbolicExecutor {

	private final MethodCode code;

	private final Step step;

	private final Lambdas lambdas;

	private final Map<Part, Paths> executed = new HashMap<>();

	SymbolicExecutor(MethodCode code, Lambdas lambdas) {
		this.code = code;
		this.step = new Step(lambdas);
		this.lambdas = lambdas;
	}

	/**
	 * Return the result of the method.
	 * @param arguments with {@code this} as the first, unless the method is static
	 */
	ScriptNode result(List<ScriptNode> arguments) {
		State state = start(arguments);
		execute(0, this.code.end(), state);
		return state.script(state.result());
	}

	private State start(List<ScriptNode> arguments) {
		State state = new State(this.code.locals(), this.lambdas);
		int variable = 0;
		for (int i = 0; i < arguments.size(); i++) {
			Type type = this.code.parameters().get(i);
			state.set(variable, Logic.coerce(arguments.get(i), type));
			variable += type.getSize();
		}
		return state;
	}

	/**
	 * Execute all paths between two instructions.
	 * @param from the index of the first instruction
	 * @param to the index of the instruction before which the paths end
	 * @param state the state before the first instruction; if there is a single path, it
	 * becomes the state at the end of the path
	 */
	private Paths execute(int from, int to, State state) {
		int index = from;
		while (index != to && !state.hasReturned()) {
			Paths paths = execute(index, state);
			index = this.code.join(index);
			if (paths instanceof Branch branch && index == to && !state.mayHaveReturned()) {
				return new Branch(state.script(branch.test()), branch.yes(), branch.no());
			}
			if (paths != null) {
				new Join(paths).complete(state);
			}
		}
		state.retain((variable) -> this.code.isLive(variable, to));
		return state;
	}

	private @Nullable Paths execute(int index, State state) {
		try {
			return execute(this.code.instruction(index), index, state);
		}
		catch (Refusal ex) {
			throw this.code.at(index, ex);
		}
	}

	/**
	 * Execute an instruction. If it is a branch, execute its paths up to the point where
	 * they meet.
	 * @return the paths of a branch, or {@code null} for another instruction
	 */
	private @Nullable Paths execute(AbstractInsnNode instruction, int index, State state) {
		int opcode = instruction.getOpcode();
		if (opcode < 0) {
			return null;
		}
		this.lambdas.step();
		int join = this.code.join(index);
		Switch cases = this.code.cases(instruction);
		if (cases != null) {
			Map<Integer, ScriptNode> tests = Switches.tests(state.pop(), cases, this.code, state);
			return chain(tests.entrySet().iterator(), cases.otherwise(), join, state);
		}
		if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN) {
			state.end(Logic.required(Logic.coerce(state.pop(), this.code.result())));
		}
		else if (!(instruction instanceof JumpInsnNode jump)) {
			this.step.take(instruction, state);
		}
		else if (opcode != Opcodes.GOTO) {
			ScriptNode test = Comparisons.condition(opcode, state);
			if (test instanceof Literal) {
				return path(test.equals(Literal.TRUE) ? this.code.index(jump.label) : index + 1, join, state);
			}
			return new Branch(test, path(this.code.index(jump.label), join, state), path(index + 1, join, state));
		}
		return null;
	}

	/**
	 * Execute a switch as a chain of branches.
	 * @param tests the condition of each target
	 */
	private Paths chain(Iterator<Map.Entry<Integer, ScriptNode>> tests, int otherwise, int join, State start) {
		if (!tests.hasNext()) {
			return path(otherwise, join, start);
		}
		Map.Entry<Integer, ScriptNode> test = tests.next();
		Paths yes = path(test.getKey(), join, start);
		return new Branch(test.getValue(), yes, chain(tests, otherwise, join, start));
	}

	/**
	 * Execute the paths that start at one target of a branch. The branches of {@code &&},
	 * {@code ||} and {@code switch} have targets in common: their paths are executed once
	 * for equal initial values.
	 */
	private Paths path(int from, int to, State start) {
		State state = start.fork();
		state.retain((variable) -> this.code.isLive(variable, from));
		Part part = new Part(from, to, state.values());
		Paths known = this.executed.get(part);
		if (known == null) {
			known = execute(from, to, state);
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

package ai.desplega.businessuse.internal.lambda.execution;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.desplega.businessuse.internal.lambda.bytecode.Member;
import ai.desplega.businessuse.internal.lambda.bytecode.MethodCode;
import ai.desplega.businessuse.internal.lambda.bytecode.MethodCode.Switch;
import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Atom;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Call;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Condition;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Hash;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Conditions for the targets of a {@code switch}.
 * <p>
 * The compiler translates a switch on strings to two switches. The first switches on the
 * hash code: each case compares the string with the labels that have this hash code, and
 * assigns the number of the label to a variable, which is -1 otherwise. The second
 * switches on that number.
 */
final class Switches {

	static final Member HASH_CODE = new Member("java/lang/String", "hashCode", "()I");

	private static final Member EQUALS = new Member("java/lang/String", "equals", "(Ljava/lang/Object;)Z");

	private static final Literal NO_LABEL = Literal.of(-1);

	private Switches() {
	}

	/**
	 * Return the conditions of a switch, by target. All other values lead to the default
	 * target.
	 * @param state the state before the switch, to which a variable for the value may be
	 * added
	 */
	static Map<Integer, ScriptNode> tests(ScriptNode value, Switch cases, MethodCode method, State state) {
		Map<Integer, ScriptNode> tests = new LinkedHashMap<>();
		if (value instanceof Hash hash) {
			cases.targets()
				.forEach((key, target) -> tests.put(target, labels(key, target, hash, cases, method, state)));
		}
		else if (isLabelNumber(value) && !cases.targets().containsKey(-1)) {
			addLabels(value, cases, tests);
		}
		else {
			ScriptNode number = Logic.asInt(value);
			ScriptNode atom = (number instanceof Atom) ? number : state.bindVariable(number);
			cases.targets().forEach((key, target) -> tests.merge(target, Logic.same(atom, Literal.of(key)), Logic::or));
		}
		tests.remove(cases.otherwise());
		return tests;
	}

	/**
	 * Return the condition of a case of a switch on the hash code of a string: the string
	 * is one of the labels with that hash code. Strings with another hash code and
	 * strings that collide with a label both lead to the default target, so the script
	 * needs no hash code.
	 */
	private static ScriptNode labels(int hashCode, int target, Hash hash, Switch cases, MethodCode method,
			State state) {
		ScriptNode test = Literal.FALSE;
		int index = target;
		while (index != cases.otherwise()) {
			List<AbstractInsnNode> code = method.instructions(index, 4);
			if (!(code.size() == 4 && code.get(0) instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD
					&& state.local(load.var).equals(hash.string()) && code.get(1) instanceof LdcInsnNode constant
					&& constant.cst instanceof String label && label.hashCode() == hashCode
					&& code.get(2) instanceof MethodInsnNode call && Member.of(call).equals(EQUALS)
					&& code.get(3) instanceof JumpInsnNode jump && jump.getOpcode() == Opcodes.IFEQ)) {
				throw new Refusal("uses the hash code of a string", "switch on the string");
			}
			test = Logic.or(test, Logic.same(hash.string(), Literal.of(label)));
			index = method.index(jump.label);
		}
		return test;
	}

	/**
	 * Add the conditions of a switch on the number of a label.
	 * @param number as for {@link #isLabelNumber}
	 */
	private static void addLabels(ScriptNode number, Switch cases, Map<Integer, ScriptNode> tests) {
		ScriptNode rest = number;
		while (rest instanceof Condition condition && condition.yes() instanceof Literal literal
				&& literal.value() instanceof Number label) {
			int target = cases.targets().getOrDefault(label.intValue(), cases.otherwise());
			tests.merge(target, condition.test(), Logic::or);
			rest = condition.no();
		}
	}

	/**
	 * Return {@code true} if a value is a constant for each of several labels that a
	 * string may be, and -1 for all others. The order of the labels doesn't matter,
	 * because a string equals at most one of them.
	 */
	static boolean isLabelNumber(ScriptNode value) {
		ScriptNode string = null;
		ScriptNode rest = value;
		Set<ScriptNode> labels = new HashSet<>();
		while (rest instanceof Condition condition && condition.yes() instanceof Literal
				&& condition.test() instanceof Call call && Logic.isSame(call)
				&& call.arguments().get(1) instanceof Literal label && label.kind() == Kind.STRING && labels.add(label)
				&& (string == null || call.arguments().get(0).equals(string))) {
			string = call.arguments().get(0);
			rest = condition.no();
		}
		return string instanceof Atom && rest.equals(NO_LABEL);
	}

}

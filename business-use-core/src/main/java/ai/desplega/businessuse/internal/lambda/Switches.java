package ai.desplega.businessuse.internal.lambda;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import ai.desplega.businessuse.internal.lambda.Instruction.Member;
import ai.desplega.businessuse.internal.lambda.Instruction.Switch;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Call;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Condition;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Hash;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import org.objectweb.asm.Opcodes;

/**
 * Conditions under which a {@code switch} goes to each of its targets.
 * <p>
 * The compiler makes two of a switch on strings. The first is on the hash code: each case
 * compares the string with the labels that have this hash code, and assigns the number of
 * the label to a variable that is -1 otherwise. The second is on that number.
 */
final class Switches {

	static final Member HASH_CODE = new Member("java/lang/String", "hashCode", "()I");

	private static final Member EQUALS = new Member("java/lang/String", "equals", "(Ljava/lang/Object;)Z");

	private static final Literal NO_LABEL = Literal.of(-1);

	private Switches() {
	}

	static Map<Integer, ScriptNode> tests(ScriptNode number, Switch cases) {
		Map<Integer, ScriptNode> tests = new LinkedHashMap<>();
		for (int i = 0; i < cases.keys().size(); i++) {
			ScriptNode test = Comparisons.SAME.with(number, Literal.of(cases.keys().get(i)));
			tests.merge(cases.targets().get(i), test, Logic::or);
		}
		return tests;
	}

	/**
	 * Return the conditions of a switch on the hash code of a string, by target. Strings
	 * with another hash code and strings that collide with a label both go to the default
	 * target, so the script needs no hash code.
	 */
	static Map<Integer, ScriptNode> tests(Hash hash, Switch cases, MethodCode code, State state) {
		Map<Integer, ScriptNode> tests = new LinkedHashMap<>();
		for (int i = 0; i < cases.keys().size(); i++) {
			int target = cases.targets().get(i);
			int index = target;
			ScriptNode test = Literal.FALSE;
			while (index != cases.otherwise()) {
				String label = label(index, hash, code, state);
				if (label.hashCode() != cases.keys().get(i)) {
					throw refusal();
				}
				test = Logic.or(test, Comparisons.SAME.with(hash.string(), Literal.of(label)));
				index = code.instruction(index + 3).number();
			}
			tests.put(target, test);
		}
		return tests;
	}

	/**
	 * Return the conditions of a switch on the number of a label, by target.
	 * @param number as for {@link #isLabelNumber}
	 */
	static Map<Integer, ScriptNode> testsOfLabels(ScriptNode number, Switch cases) {
		Map<Integer, ScriptNode> tests = new LinkedHashMap<>();
		ScriptNode rest = number;
		while (rest instanceof Condition condition) {
			tests.merge(cases.target(condition.yes()), condition.test(), Logic::or);
			rest = condition.no();
		}
		return tests;
	}

	/**
	 * Return {@code true} if a value is a constant for each of several labels that a
	 * string may be, and -1 for all others. The order of the labels doesn't matter, since
	 * a string is at most one of them.
	 */
	static boolean isLabelNumber(ScriptNode value) {
		ScriptNode string = null;
		ScriptNode rest = value;
		Set<ScriptNode> labels = new HashSet<>();
		while (rest instanceof Condition condition && condition.yes() instanceof Literal
				&& condition.test() instanceof Call call && call.form().equals(Comparisons.SAME)
				&& call.arguments().get(1) instanceof Literal label && label.kind() == Kind.STRING && labels.add(label)
				&& (string == null || call.arguments().get(0).equals(string))) {
			string = call.arguments().get(0);
			rest = condition.no();
		}
		return string != null && string.isAtom() && rest.equals(NO_LABEL);
	}

	private static String label(int index, Hash hash, MethodCode code, State state) {
		if (index + 3 < code.end() && code.instruction(index).opcode() == Opcodes.ALOAD
				&& state.local(code.instruction(index).number()).equals(hash.string())
				&& code.instruction(index + 1).operand() instanceof String label
				&& EQUALS.equals(code.instruction(index + 2).operand())
				&& code.instruction(index + 3).opcode() == Opcodes.IFEQ) {
			return label;
		}
		throw refusal();
	}

	static Refusal refusal() {
		return new Refusal("uses the hash code of a string", "switch on the string");
	}

}

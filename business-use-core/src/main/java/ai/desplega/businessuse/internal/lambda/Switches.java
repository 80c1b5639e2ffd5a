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
 * The tests that a switch stands for.
 */
final class Switches {

	static final Member HASH_CODE = new Member("java/lang/String", "hashCode", "()I");

	private static final Member EQUALS = new Member("java/lang/String", "equals", "(Ljava/lang/Object;)Z");

	/** The number of a text that is none of the labels. */
	private static final Literal NO_LABEL = Literal.of(-1);

	private Switches() {
	}

	/**
	 * When a switch on a number goes to each of its targets.
	 */
	static Map<Integer, ScriptNode> tests(ScriptNode number, Switch cases) {
		Map<Integer, ScriptNode> tests = new LinkedHashMap<>();
		for (int i = 0; i < cases.keys().size(); i++) {
			ScriptNode test = Comparisons.SAME.with(number, Literal.of(cases.keys().get(i)));
			tests.merge(cases.targets().get(i), test, Logic::or);
		}
		return tests;
	}

	/**
	 * A switch on texts is two for the compiler: the first is on the hash code, and its
	 * cases compare the text with all labels that have this code, and go where all others
	 * go if it is none of them. So the hash code needs no computing in the script: what
	 * matters is whether the text is one of the labels.
	 */
	static Map<Integer, ScriptNode> tests(Hash hash, Switch cases, MethodCode code, State state) {
		Map<Integer, ScriptNode> tests = new LinkedHashMap<>();
		for (int target : cases.targets()) {
			ScriptNode test = Literal.FALSE;
			int index = target;
			while (index != cases.otherwise()) {
				test = Logic.or(test, Comparisons.SAME.with(hash.text(), label(index, hash, code, state)));
				index = code.instruction(index + 3).number();
			}
			tests.put(target, test);
		}
		return tests;
	}

	/**
	 * The second switch is on the number that the first one gave to the label: when it
	 * goes to each of its targets, as seen from the text.
	 */
	static Map<Integer, ScriptNode> testsOfChoice(ScriptNode choice, Switch cases) {
		Map<Integer, ScriptNode> tests = new LinkedHashMap<>();
		ScriptNode rest = choice;
		while (rest instanceof Condition condition) {
			tests.merge(cases.target(Logic.asInt(condition.yes())), condition.test(), Logic::or);
			rest = condition.no();
		}
		return tests;
	}

	/**
	 * Whether a value is one of several constants by which of several labels a text is,
	 * as the compiler makes it for the second switch. One label excludes all others, so
	 * their order doesn't matter.
	 */
	static boolean isChoiceByText(ScriptNode value, Switch cases) {
		ScriptNode text = null;
		ScriptNode rest = value;
		Set<ScriptNode> labels = new HashSet<>();
		while (rest instanceof Condition condition && condition.yes() instanceof Literal
				&& condition.test() instanceof Call call && call.form().equals(Comparisons.SAME)
				&& call.arguments().get(1) instanceof Literal label && label.kind() == Kind.TEXT && labels.add(label)
				&& (text == null || call.arguments().get(0).equals(text))) {
			text = call.arguments().get(0);
			rest = condition.no();
		}
		return text != null && text.isAtom() && rest.equals(NO_LABEL) && !cases.keys().contains(-1);
	}

	/**
	 * Whether a value is one of several constants by simple tests: the number that the
	 * first switch gives to each label for the second.
	 */
	static boolean isChoice(ScriptNode value) {
		return value instanceof Literal || value instanceof Condition condition && condition.kind() == Kind.INT
				&& isSimple(condition.test()) && isChoice(condition.yes()) && isChoice(condition.no());
	}

	private static boolean isSimple(ScriptNode test) {
		if (test instanceof Condition condition) {
			return condition.yes().equals(Literal.TRUE) && isSimple(condition.test()) && isSimple(condition.no());
		}
		return test instanceof Call call && call.form().equals(Comparisons.SAME)
				&& call.arguments().stream().allMatch(ScriptNode::isAtom);
	}

	private static Literal label(int index, Hash hash, MethodCode code, State state) {
		if (index + 3 < code.end() && code.instruction(index).opcode() == Opcodes.ALOAD
				&& state.local(code.instruction(index).number()).equals(hash.text())
				&& code.instruction(index + 1).operand() instanceof String label
				&& EQUALS.equals(code.instruction(index + 2).operand())
				&& code.instruction(index + 3).opcode() == Opcodes.IFEQ) {
			return Literal.of(label);
		}
		throw new Refusal("uses the hash code of a text");
	}

}

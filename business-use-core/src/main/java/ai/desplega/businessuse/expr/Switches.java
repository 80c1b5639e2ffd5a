package ai.desplega.businessuse.expr;

import java.util.ArrayList;
import java.util.List;

import ai.desplega.businessuse.expr.Instruction.Member;
import ai.desplega.businessuse.expr.Instruction.Switch;
import ai.desplega.businessuse.expr.Node.Call;
import ai.desplega.businessuse.expr.Node.Condition;
import ai.desplega.businessuse.expr.Node.Hash;
import ai.desplega.businessuse.expr.Node.Literal;
import org.objectweb.asm.Opcodes;

/**
 * The tests that a switch stands for.
 */
final class Switches {

	static final Member HASH_CODE = new Member("java/lang/String", "hashCode", "()I");

	private static final Member EQUALS = new Member("java/lang/String", "equals", "(Ljava/lang/Object;)Z");

	private Switches() {
	}

	static List<Node> tests(Node value, Switch cases) {
		List<Node> tests = new ArrayList<>();
		for (int key : cases.keys()) {
			tests.add(Comparisons.SAME.with(value, Literal.of(key)));
		}
		return tests;
	}

	/**
	 * A switch on texts is two for the compiler: the first is on the hash code, and its
	 * cases compare the text with all labels that have this code, and go where all others
	 * go if it is none of them. So the hash code needs no computing in the script: what
	 * matters is whether the text is one of the labels.
	 */
	static List<Node> tests(Hash hash, Switch cases, MethodCode code, State state) {
		List<Node> tests = new ArrayList<>();
		for (int target : cases.targets()) {
			Node test = Literal.FALSE;
			int index = target;
			while (index != cases.otherwise()) {
				test = Logic.or(test, Comparisons.SAME.with(hash.text(), label(index, hash, code, state)));
				index = code.instruction(index + 3).number();
			}
			tests.add(test);
		}
		return tests;
	}

	/**
	 * Whether a value is one of several constants by simple tests: the number that the
	 * first switch gives to each label for the second.
	 */
	static boolean isChoice(Node value) {
		return value instanceof Literal || value instanceof Condition condition && condition.kind() == Kind.INT
				&& isSimple(condition.test()) && isChoice(condition.yes()) && isChoice(condition.no());
	}

	private static boolean isSimple(Node test) {
		if (test instanceof Condition condition) {
			return condition.yes().equals(Literal.TRUE) && isSimple(condition.test()) && isSimple(condition.no());
		}
		return test instanceof Call call && call.form().equals(Comparisons.SAME)
				&& call.arguments().stream().allMatch(Node::isAtom);
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

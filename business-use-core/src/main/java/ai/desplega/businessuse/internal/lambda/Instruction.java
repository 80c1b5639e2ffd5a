package ai.desplega.businessuse.internal.lambda;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;

/**
 * One byte code instruction. All that push a constant have become
 * {@link org.objectweb.asm.Opcodes#LDC}.
 *
 * @param opcode the instruction
 * @param line the line in the source, 0 if unknown
 * @param operand what belongs to it: the number of a local variable, the index of a
 * jump's target, a constant, the name of a class, or one of the records here
 */
record Instruction(int opcode, int line, @Nullable Object operand) {

	int number() {
		return operand(Integer.class);
	}

	<T> T operand(Class<T> type) {
		return type.cast(Objects.requireNonNull(this.operand));
	}

	record Member(String owner, String name, String descriptor) {
	}

	/**
	 * A call that is linked at run time: a lambda, a concatenation.
	 */
	record Dynamic(String name, String descriptor, Handle bootstrap, List<Object> arguments) {
	}

	/**
	 * A switch: keys, the indexes of their targets, and the one of all other keys.
	 */
	record Switch(List<Integer> keys, List<Integer> targets, int otherwise) {

		int target(ScriptNode constant) {
			int found = (constant instanceof ScriptNode.Literal literal && literal.value() instanceof Number number)
					? this.keys.indexOf(number.intValue()) : -1;
			return (found >= 0) ? this.targets.get(found) : this.otherwise;
		}

	}

	record Increment(int variable, int amount) {
	}

}

package ai.desplega.businessuse.internal.lambda.execution;

import java.util.Map;
import java.util.Set;

import ai.desplega.businessuse.internal.lambda.bytecode.Constructs;
import ai.desplega.businessuse.internal.lambda.script.Form;
import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.CapturedValue;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Comparison;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import org.objectweb.asm.Opcodes;

import static java.util.Map.entry;

/**
 * Arithmetic byte code instructions as JavaScript. Ints overflow at 32 bits and longs at
 * 64 bits; integer division truncates, and fails for zero.
 */
final class Arithmetic {

	private static final Map<Integer, Form> BINARY = Map.ofEntries(
			entry(Opcodes.IADD, Form.operation(Kind.INT, "($0 + $1) | 0")),
			entry(Opcodes.ISUB, Form.operation(Kind.INT, "($0 - $1) | 0")),
			entry(Opcodes.IMUL, Form.call(Kind.INT, "Math.imul(#0, #1)")),
			entry(Opcodes.IDIV, Form.call(Kind.INT, "{intDiv}(#0, #1)")),
			entry(Opcodes.IREM, Form.call(Kind.INT, "{intRem}(#0, #1)")),
			entry(Opcodes.IAND, Form.operation(Kind.INT, "$0 & $1")),
			entry(Opcodes.IOR, Form.operation(Kind.INT, "$0 | $1")),
			entry(Opcodes.IXOR, Form.operation(Kind.INT, "$0 ^ $1")),
			entry(Opcodes.LADD, Form.call(Kind.LONG, "BigInt.asIntN(64, $0 + $1)")),
			entry(Opcodes.LSUB, Form.call(Kind.LONG, "BigInt.asIntN(64, $0 - $1)")),
			entry(Opcodes.LMUL, Form.call(Kind.LONG, "BigInt.asIntN(64, $0 * $1)")),
			entry(Opcodes.LDIV, Form.call(Kind.LONG, "BigInt.asIntN(64, $0 / $1)")),
			entry(Opcodes.LREM, Form.operation(Kind.LONG, "$0 % $1")),
			entry(Opcodes.DADD, Form.operation(Kind.DOUBLE, "$0 + $1")),
			entry(Opcodes.DSUB, Form.operation(Kind.DOUBLE, "$0 - $1")),
			entry(Opcodes.DMUL, Form.operation(Kind.DOUBLE, "$0 * $1")),
			entry(Opcodes.DDIV, Form.operation(Kind.DOUBLE, "$0 / $1")),
			entry(Opcodes.DREM, Form.operation(Kind.DOUBLE, "$0 % $1")));

	private static final Map<Integer, Form> UNARY = Map.ofEntries(
			entry(Opcodes.INEG, Form.operation(Kind.INT, "-$0 | 0")),
			entry(Opcodes.LNEG, Form.call(Kind.LONG, "BigInt.asIntN(64, -$0)")),
			entry(Opcodes.DNEG, Form.operation(Kind.DOUBLE, "-$0")),
			entry(Opcodes.I2L, Form.call(Kind.LONG, "BigInt(#0)")),
			entry(Opcodes.L2I, Form.call(Kind.INT, "Number(BigInt.asIntN(32, #0))")),
			entry(Opcodes.L2D, Form.call(Kind.DOUBLE, "Number(#0)")),
			entry(Opcodes.D2I, Form.call(Kind.INT, "{toInt}(#0)")),
			entry(Opcodes.D2L, Form.call(Kind.LONG, "{toLong}(#0)")),
			entry(Opcodes.I2C, Form.operation(Kind.INT, "$0 & 65535")),
			entry(Opcodes.I2S, Form.operation(Kind.INT, "($0 << 16) >> 16")),
			entry(Opcodes.I2B, Form.operation(Kind.INT, "($0 << 24) >> 24")),
			// in JavaScript an int is a double already
			entry(Opcodes.I2D, Form.call(Kind.DOUBLE, "$0")));

	private static final Set<Integer> FROM_INT = Set.of(Opcodes.INEG, Opcodes.I2L, Opcodes.I2D, Opcodes.I2C,
			Opcodes.I2S, Opcodes.I2B);

	private static final Set<Integer> TO_DOUBLE = Set.of(Opcodes.I2D, Opcodes.L2D, Opcodes.F2D);

	private static final Set<Integer> LOGICAL = Set.of(Opcodes.IAND, Opcodes.IOR, Opcodes.IXOR);

	private static final Set<Integer> COMPARISONS = Set.of(Opcodes.LCMP, Opcodes.DCMPL, Opcodes.DCMPG);

	private Arithmetic() {
	}

	static boolean isBinary(int opcode) {
		return BINARY.containsKey(opcode) || COMPARISONS.contains(opcode);
	}

	static boolean isUnary(int opcode) {
		return UNARY.containsKey(opcode) || opcode == Opcodes.F2D;
	}

	/**
	 * Return the result of a binary operation. For booleans, {@code &}, {@code |} and
	 * {@code ^} evaluate both operands.
	 */
	static ScriptNode binary(int opcode, ScriptNode left, ScriptNode right) {
		Form form = BINARY.get(opcode);
		if (form == null) {
			return new Comparison(opcode, left, right);
		}
		if (form.kind() != Kind.INT) {
			return form.with(left, right);
		}
		ScriptNode result = form.with(Logic.asInt(left), Logic.asInt(right));
		boolean booleans = LOGICAL.contains(opcode) && Logic.canBeBoolean(left) && Logic.canBeBoolean(right);
		return booleans ? Logic.asBoolean(result) : result;
	}

	static ScriptNode unary(int opcode, ScriptNode value) {
		ScriptNode operand = FROM_INT.contains(opcode) ? Logic.asInt(value) : value;
		boolean toDouble = TO_DOUBLE.contains(opcode);
		if (toDouble && operand instanceof CapturedValue captured) {
			return new CapturedValue(Kind.DOUBLE, captured.index());
		}
		if (toDouble && operand instanceof Literal literal && literal.value() instanceof Number number) {
			return Literal.of(number.doubleValue());
		}
		Form form = UNARY.get(opcode);
		if (form == null) {
			throw Constructs.usesFloat();
		}
		return form.with(operand);
	}

	static ScriptNode convert(ScriptNode number, Kind kind) {
		if (number.kind() == kind) {
			return number;
		}
		return switch (kind) {
			case DOUBLE -> unary((number.kind() == Kind.LONG) ? Opcodes.L2D : Opcodes.I2D, number);
			case LONG -> unary((number.kind() == Kind.DOUBLE) ? Opcodes.D2L : Opcodes.I2L, number);
			default -> unary((number.kind() == Kind.DOUBLE) ? Opcodes.D2I : Opcodes.L2I, number);
		};
	}

}

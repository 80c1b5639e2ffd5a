package ai.desplega.businessuse.internal.lambda;

import java.util.Map;

import ai.desplega.businessuse.internal.lambda.ScriptNode.Comparison;
import ai.desplega.businessuse.internal.lambda.ScriptNode.CapturedValue;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import org.objectweb.asm.Opcodes;

import static java.util.Map.entry;

/**
 * Byte code instructions that calculate, as JavaScript. Ints wrap around at 32 bits and
 * longs at 64; the division of whole numbers truncates, and fails for zero.
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

	private Arithmetic() {
	}

	static boolean isBinary(int opcode) {
		return BINARY.containsKey(opcode) || opcode == Opcodes.LCMP || opcode == Opcodes.DCMPL
				|| opcode == Opcodes.DCMPG;
	}

	static boolean isUnary(int opcode) {
		return UNARY.containsKey(opcode) || opcode == Opcodes.F2D;
	}

	static ScriptNode binary(int opcode, ScriptNode left, ScriptNode right) {
		Form form = BINARY.get(opcode);
		if (form == null) {
			return new Comparison(opcode, left, right);
		}
		if (form.kind() == Kind.INT) {
			return bits(opcode, form, left, right);
		}
		return form.with(left, right);
	}

	/**
	 * Booleans: {@code &}, {@code |} and {@code ^} evaluate both operands.
	 */
	private static ScriptNode bits(int opcode, Form form, ScriptNode left, ScriptNode right) {
		ScriptNode result = form.with(Logic.asInt(left), Logic.asInt(right));
		boolean logical = opcode == Opcodes.IAND || opcode == Opcodes.IOR || opcode == Opcodes.IXOR;
		return (logical && Logic.canBeBoolean(left) && Logic.canBeBoolean(right)) ? Logic.asBoolean(result) : result;
	}

	static ScriptNode unary(int opcode, ScriptNode value) {
		Form form = UNARY.get(opcode);
		ScriptNode operand = takesInt(opcode) ? Logic.asInt(value) : value;
		boolean toDouble = form == null || form.kind() == Kind.DOUBLE && opcode != Opcodes.DNEG;
		if (toDouble && operand instanceof CapturedValue captured) {
			return new CapturedValue(Kind.DOUBLE, captured.index());
		}
		if (toDouble && operand instanceof Literal literal && literal.value() instanceof Number number) {
			return Literal.of(number.doubleValue());
		}
		if (form == null) {
			throw Constructs.usesFloat();
		}
		return form.with(operand);
	}

	private static boolean takesInt(int opcode) {
		return switch (opcode) {
			case Opcodes.INEG, Opcodes.I2L, Opcodes.I2D, Opcodes.I2C, Opcodes.I2S, Opcodes.I2B -> true;
			default -> false;
		};
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

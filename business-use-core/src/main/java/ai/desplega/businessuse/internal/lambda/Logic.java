package ai.desplega.businessuse.internal.lambda;

import ai.desplega.businessuse.internal.lambda.ScriptNode.Call;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Condition;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Hash;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;

/**
 * Creates conditions. Byte code has only jumps, so {@code a && b || c} arrives as a tree
 * of conditions in which parts occur several times; they are merged as they are created.
 * Byte code has no booleans either, only ints that are 0 or 1.
 */
final class Logic {

	private static final Form NOT = Form.operation(Kind.BOOLEAN, "!$0");

	private static final Form IS_NULL = Form.operation(Kind.BOOLEAN, "$0 === null");

	private static final Form IS_NOT_ZERO = Form.operation(Kind.BOOLEAN, "$0 !== 0");

	private Logic() {
	}

	static ScriptNode condition(ScriptNode test, ScriptNode yes, ScriptNode no) {
		if (test instanceof Literal literal) {
			return Boolean.TRUE.equals(literal.value()) ? yes : no;
		}
		if (isNegative(test)) {
			return condition(not(test), no, yes);
		}
		if (yes instanceof Condition inner && inner.test().equals(test)) {
			return condition(test, inner.yes(), no);
		}
		if (no instanceof Condition inner && inner.yes().equals(yes)) {
			return condition(or(test, inner.test()), yes, inner.no());
		}
		if (yes instanceof Condition inner && inner.no().equals(no)) {
			return condition(and(test, inner.test()), inner.yes(), no);
		}
		if (no instanceof Condition inner && inner.no().equals(yes)) {
			return condition(or(test, not(inner.test())), yes, inner.yes());
		}
		if (yes instanceof Condition inner && inner.yes().equals(no)) {
			return condition(and(test, not(inner.test())), inner.no(), no);
		}
		ScriptNode first = branch(yes, no);
		ScriptNode second = branch(no, yes);
		if (first.equals(Literal.TRUE) && second.equals(Literal.FALSE)) {
			return test;
		}
		if (first.equals(Literal.FALSE) && second.equals(Literal.TRUE)) {
			return not(test);
		}
		return new Condition(common(yes, no), test, first, second);
	}

	/**
	 * Return a value as one of two branches: a boolean may be an int in the other one,
	 * and the ints 0 and 1 may be booleans.
	 */
	static ScriptNode branch(ScriptNode value, ScriptNode other) {
		if (value.kind() == Kind.NULL || other.kind() == Kind.NULL) {
			return value;
		}
		return switch (common(value, other)) {
			case BOOLEAN -> asBoolean(value);
			case INT -> asInt(value);
			default -> value;
		};
	}

	static ScriptNode and(ScriptNode left, ScriptNode right) {
		return condition(left, right, Literal.FALSE);
	}

	static ScriptNode or(ScriptNode left, ScriptNode right) {
		return condition(left, Literal.TRUE, right);
	}

	static ScriptNode not(ScriptNode node) {
		if (node instanceof Literal literal) {
			return Boolean.TRUE.equals(literal.value()) ? Literal.FALSE : Literal.TRUE;
		}
		if (isNot(node)) {
			return operand(node);
		}
		ScriptNode opposite = Comparisons.opposite(node);
		return (opposite != null) ? opposite : NOT.with(node);
	}

	static ScriptNode isNull(ScriptNode node) {
		if (node.isAtom()) {
			if (node.kind() == Kind.NULL) {
				return Literal.TRUE;
			}
			if (!node.nullable()) {
				return Literal.FALSE;
			}
		}
		return IS_NULL.with(node);
	}

	/**
	 * Return a node that fails if the value is null, as in Java.
	 */
	static ScriptNode required(ScriptNode node) {
		return node.nullable() ? Form.call(node.kind(), "{req}(#0)").with(node) : node;
	}

	static ScriptNode asBoolean(ScriptNode node) {
		if (node.kind() == Kind.BOOLEAN) {
			return node;
		}
		if (node instanceof Literal literal && literal.value() instanceof Integer value) {
			return (value != 0) ? Literal.TRUE : Literal.FALSE;
		}
		if (node.kind() == Kind.INT) {
			return IS_NOT_ZERO.with(node);
		}
		throw new Refusal("uses a value that is not a boolean as a boolean");
	}

	static ScriptNode asInt(ScriptNode node) {
		if (node.kind() == Kind.INT) {
			return node;
		}
		if (node.kind() == Kind.BOOLEAN) {
			return new Condition(Kind.INT, node, Literal.of(1), Literal.of(0));
		}
		throw new Refusal((node instanceof Hash) ? "uses the hash code of a string"
				: "uses a value that is not an int as an int");
	}

	private static boolean isNegative(ScriptNode node) {
		return isNot(node) || node instanceof Call call && call.form().equals(Comparisons.DIFFERENT);
	}

	private static boolean isNot(ScriptNode node) {
		return node instanceof Call call && call.form().equals(NOT);
	}

	private static ScriptNode operand(ScriptNode not) {
		return ((Call) not).arguments().get(0);
	}

	static Kind common(ScriptNode yes, ScriptNode no) {
		if (canBeBoolean(yes) && canBeBoolean(no)) {
			return Kind.BOOLEAN;
		}
		if (isInt(yes) && isInt(no)) {
			return Kind.INT;
		}
		if (yes.kind() == no.kind() || no.kind() == Kind.NULL) {
			return yes.kind();
		}
		return (yes.kind() == Kind.NULL) ? no.kind() : Kind.OTHER;
	}

	private static boolean isInt(ScriptNode node) {
		return node.kind() == Kind.INT || node.kind() == Kind.BOOLEAN;
	}

	static boolean canBeBoolean(ScriptNode node) {
		return node.kind() == Kind.BOOLEAN || node.equals(Literal.of(0)) || node.equals(Literal.of(1));
	}

}

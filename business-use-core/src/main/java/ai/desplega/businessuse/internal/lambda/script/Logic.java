package ai.desplega.businessuse.internal.lambda.script;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Atom;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Call;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Condition;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Hash;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Let;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import org.objectweb.asm.Type;

/**
 * Creates conditions. Byte code has only jumps, so {@code a && b || c} is a tree of
 * conditions in which parts occur several times; they are merged when they are created.
 * Byte code has no booleans, only ints with the values 0 and 1.
 */
public final class Logic {

	/**
	 * Comparisons in the order of the byte code instructions, which are pairs of a
	 * comparison and its negation.
	 */
	private static final List<Form> COMPARISONS = Stream.of("===", "!==", "<", ">=", ">", "<=")
		.map((operator) -> Form.operation(Kind.BOOLEAN, "$0 " + operator + " $1"))
		.toList();

	private static final Form SAME = COMPARISONS.get(0);

	private static final Form DIFFERENT = COMPARISONS.get(1);

	private static final Form NOT = Form.operation(Kind.BOOLEAN, "!$0");

	private static final Form IS_NULL = Form.operation(Kind.BOOLEAN, "$0 === null");

	private static final Form IS_NOT_ZERO = Form.operation(Kind.BOOLEAN, "$0 !== 0");

	private Logic() {
	}

	public static ScriptNode condition(ScriptNode test, ScriptNode yes, ScriptNode no) {
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
		Kind kind = common(List.of(yes, no));
		ScriptNode first = branch(kind, yes);
		ScriptNode second = branch(kind, no);
		if (first.equals(Literal.TRUE) && second.equals(Literal.FALSE)) {
			return test;
		}
		if (first.equals(Literal.FALSE) && second.equals(Literal.TRUE)) {
			return not(test);
		}
		return new Condition(kind, test, first, second);
	}

	/**
	 * Return the result of a method whose first part may return early. If the rest of the
	 * method follows only one path of that part, the rest becomes a branch of its
	 * condition.
	 * @param early the result of the first part, which is null if it doesn't return
	 * @param rest the result of the rest of the method
	 */
	public static ScriptNode orElse(ScriptNode early, ScriptNode rest) {
		if (early.equals(Literal.NULL)) {
			return rest;
		}
		if (rest.equals(Literal.NULL)) {
			return early;
		}
		if (early instanceof Let let) {
			return Let.of(let.variable(), let.value(), orElse(let.body(), rest));
		}
		if (early instanceof Condition part && !part.yes().nullable()) {
			return condition(part.test(), part.yes(), orElse(part.no(), rest));
		}
		if (early instanceof Condition part && !part.no().nullable()) {
			return condition(part.test(), orElse(part.yes(), rest), part.no());
		}
		return new Form(common(List.of(early, rest)), rest.nullable(), "($0 ?? $1)", true).with(early, rest);
	}

	/**
	 * Return a value for one of two branches: a boolean may be an int in the other
	 * branch, and the ints 0 and 1 may be booleans.
	 * @param kind the {@linkplain #common common} kind of both
	 */
	public static ScriptNode branch(Kind kind, ScriptNode value) {
		if (value.kind() == Kind.NULL) {
			return value;
		}
		return switch (kind) {
			case BOOLEAN -> asBoolean(value);
			case INT -> asInt(value);
			default -> value;
		};
	}

	public static ScriptNode and(ScriptNode left, ScriptNode right) {
		return condition(left, right, Literal.FALSE);
	}

	public static ScriptNode or(ScriptNode left, ScriptNode right) {
		return condition(left, Literal.TRUE, right);
	}

	/**
	 * Return the negation. The negation of {@code <} is {@code >=}, except for doubles,
	 * because of NaN.
	 */
	public static ScriptNode not(ScriptNode node) {
		if (node instanceof Literal literal) {
			return Boolean.TRUE.equals(literal.value()) ? Literal.FALSE : Literal.TRUE;
		}
		if (node instanceof Call call) {
			if (call.form().equals(NOT)) {
				return call.arguments().get(0);
			}
			int comparison = COMPARISONS.indexOf(call.form());
			if (comparison >= 0 && (comparison < 2 || call.arguments().get(0).kind() != Kind.DOUBLE)) {
				return COMPARISONS.get(opposite(comparison)).with(call.arguments());
			}
		}
		return NOT.with(node);
	}

	/**
	 * Compare two values. A boolean that is compared with a constant is the condition
	 * itself, or its negation.
	 * @param comparison the index of a comparison in the order of the byte code
	 * instructions
	 */
	public static ScriptNode compare(int comparison, ScriptNode left, ScriptNode right) {
		if (comparison < 2 && right instanceof Literal literal && literal.value() instanceof Boolean value) {
			return ((comparison == 0) == value) ? left : not(left);
		}
		return COMPARISONS.get(comparison).with(left, right);
	}

	/**
	 * Return the index of the negation of a comparison.
	 */
	public static int opposite(int comparison) {
		return comparison ^ 1;
	}

	public static ScriptNode same(ScriptNode left, ScriptNode right) {
		return SAME.with(left, right);
	}

	/**
	 * Return {@code true} if a node was created by {@link #same}.
	 */
	public static boolean isSame(Call call) {
		return call.form().equals(SAME);
	}

	public static ScriptNode isNull(ScriptNode node) {
		if (node instanceof Atom && !node.nullable()) {
			return Literal.FALSE;
		}
		return node.equals(Literal.NULL) ? Literal.TRUE : IS_NULL.with(node);
	}

	/**
	 * Return a node that fails if the value is null, as in Java.
	 */
	public static ScriptNode required(ScriptNode node) {
		return node.nullable() ? Form.call(node.kind(), "{req}(#0)").with(node) : node;
	}

	/**
	 * Convert a value to a type of byte code.
	 */
	public static ScriptNode coerce(ScriptNode node, Type type) {
		return switch (type.getSort()) {
			case Type.BOOLEAN -> asBoolean(node);
			case Type.CHAR, Type.BYTE, Type.SHORT, Type.INT -> asInt(node);
			default -> node;
		};
	}

	public static ScriptNode asBoolean(ScriptNode node) {
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

	public static ScriptNode asInt(ScriptNode node) {
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
		return node instanceof Call call && (call.form().equals(NOT) || call.form().equals(DIFFERENT));
	}

	/**
	 * Return the common kind of several values.
	 */
	public static Kind common(List<ScriptNode> values) {
		if (values.stream().allMatch(Logic::canBeBoolean)) {
			return Kind.BOOLEAN;
		}
		Set<Kind> kinds = EnumSet.noneOf(Kind.class);
		values.forEach((value) -> kinds.add(value.kind()));
		if (EnumSet.of(Kind.INT, Kind.BOOLEAN).containsAll(kinds)) {
			return Kind.INT;
		}
		kinds.remove((kinds.size() > 1) ? Kind.NULL : null);
		return (kinds.size() == 1) ? kinds.iterator().next() : Kind.OTHER;
	}

	public static boolean canBeBoolean(ScriptNode node) {
		return node.kind() == Kind.BOOLEAN || node.equals(Literal.of(0)) || node.equals(Literal.of(1));
	}

}

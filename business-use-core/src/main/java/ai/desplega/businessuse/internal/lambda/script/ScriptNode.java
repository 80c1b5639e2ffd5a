package ai.desplega.businessuse.internal.lambda.script;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Part of an expression tree, built from byte code and written by {@link Writer} as
 * JavaScript. Evaluating a node has no side effects but may fail, so a node must not be
 * omitted unless it is an {@link Atom}.
 */
public sealed interface ScriptNode {

	/**
	 * Return the type of the value; {@code OTHER} if it is not a value of the script.
	 */
	default Kind kind() {
		return Kind.OTHER;
	}

	/**
	 * Return {@code true} if the value may be null. Some operations fail for null in Java
	 * and not in JavaScript.
	 */
	default boolean nullable() {
		return false;
	}

	/**
	 * Node that can be repeated, moved and omitted, because it is short and can't fail.
	 */
	sealed interface Atom extends ScriptNode {

	}

	/**
	 * Constant: a number, a string, a boolean or null.
	 */
	record Literal(Kind kind, @Nullable Object value) implements Atom {

		public static final Literal NULL = new Literal(Kind.NULL, null);

		public static final Literal TRUE = new Literal(Kind.BOOLEAN, true);

		public static final Literal FALSE = new Literal(Kind.BOOLEAN, false);

		public static Literal of(@Nullable Object value) {
			return new Literal(Kind.of(value), value);
		}

		/**
		 * Create an {@link Integer}. Byte code has no booleans, so the ints 0 and 1 may
		 * represent booleans, but an {@link Integer} can't.
		 */
		public static Literal boxed(Integer value) {
			return new Literal(Kind.INT, value.longValue());
		}

		@Override
		public boolean nullable() {
			return this.value == null;
		}

	}

	/**
	 * Placeholder for a captured value, which may differ for each event.
	 */
	record CapturedValue(Kind kind, int index) implements Atom {
	}

	/**
	 * Captured object that can't be sent.
	 */
	record Opaque(String description) implements Atom {
	}

	/**
	 * Parameter or variable of the script.
	 */
	record Variable(Kind kind, boolean nullable, String name) implements Atom {

		public static final Variable DATA = new Variable(Kind.DATA, false, "data");

		public static final Variable CTX = new Variable(Kind.CTX, false, "ctx");

	}

	/**
	 * Constant list or set.
	 *
	 * @param element the kind of all elements, or {@code null} if all elements are null
	 * @param refusesNull {@code true} if {@code contains(null)} fails
	 * @param values a {@link CapturedValue} or {@link Elements}
	 */
	record ConstantCollection(@Nullable Kind element, boolean refusesNull, ScriptNode values) implements Atom {

		@Override
		public Kind kind() {
			return Kind.COLLECTION;
		}

	}

	/**
	 * Elements of a list, set or array.
	 */
	record Elements(List<ScriptNode> values) implements ScriptNode {
	}

	/**
	 * Operation or call of a function.
	 */
	record Call(Form form, List<ScriptNode> arguments) implements ScriptNode {

		@Override
		public Kind kind() {
			return this.form.kind();
		}

		@Override
		public boolean nullable() {
			return this.form.nullable();
		}

	}

	/**
	 * Choice between two values; also {@code &&}, {@code ||} and {@code !} of Java.
	 */
	record Condition(Kind kind, ScriptNode test, ScriptNode yes, ScriptNode no) implements ScriptNode {

		/**
		 * Return {@code true} if both branches are booleans, and one of them is a given
		 * constant.
		 */
		boolean isBoolean(Literal constant) {
			return this.kind == Kind.BOOLEAN && (this.yes.equals(constant) || this.no.equals(constant));
		}

		@Override
		public boolean nullable() {
			return this.yes.nullable() || this.no.nullable();
		}

	}

	/**
	 * Assignment of a variable, and an expression that is evaluated afterwards and may
	 * refer to the variable.
	 */
	record Let(Variable variable, ScriptNode value, ScriptNode body) implements ScriptNode {

		/**
		 * Return an expression that is evaluated after an assignment. If the expression
		 * is the variable itself, the result is the assigned value.
		 */
		public static ScriptNode of(Variable variable, ScriptNode value, ScriptNode body) {
			return body.equals(variable) ? value : new Let(variable, value, body);
		}

		@Override
		public Kind kind() {
			return this.body.kind();
		}

		@Override
		public boolean nullable() {
			return this.body.nullable();
		}

	}

	/**
	 * Nested lambda.
	 */
	record Function(Variable parameter, ScriptNode body) implements ScriptNode {
	}

	/**
	 * Nested lambda before the kind of its parameter is known.
	 *
	 * @param type the functional interface, in the form of byte code
	 * @param over creates the function for the kind of its parameter
	 */
	record Closure(String type, java.util.function.Function<Kind, Function> over) implements ScriptNode {
	}

	/**
	 * Result of the byte code instructions that compare two longs or doubles. The next
	 * instruction converts the result to a boolean.
	 */
	record Comparison(int opcode, ScriptNode left, ScriptNode right) implements ScriptNode {
	}

	/**
	 * Hash code of a string, which is the first operand of a {@code switch} on strings.
	 */
	record Hash(ScriptNode string) implements ScriptNode {
	}

}

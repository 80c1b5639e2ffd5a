package ai.desplega.businessuse.internal.lambda;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of the expression that a lambda says: a tree, made by {@link SymbolicExecutor}
 * out of byte code and written by {@link Writer} as JavaScript. Nodes have no side
 * effects, but evaluating one may fail, so none may be left out.
 */
sealed interface ScriptNode {

	Kind kind();

	/**
	 * Whether it may be null. Java fails where JavaScript takes null for a text.
	 */
	default boolean nullable() {
		return false;
	}

	/**
	 * Whether it can be repeated, moved and left out: it is short and can't fail.
	 */
	default boolean isAtom() {
		return false;
	}

	/**
	 * A constant: a number, a text, a boolean or null.
	 */
	record Literal(Kind kind, @Nullable Object value) implements ScriptNode {

		static final Literal NULL = new Literal(Kind.NULL, null);

		static final Literal TRUE = new Literal(Kind.BOOLEAN, true);

		static final Literal FALSE = new Literal(Kind.BOOLEAN, false);

		static Literal of(Object value) {
			return new Literal(Kind.of(value), value);
		}

		/**
		 * An {@link Integer}. Byte code has no booleans, so the ints 0 and 1 may be such:
		 * an object can't.
		 */
		static Literal boxed(Integer value) {
			return new Literal(Kind.INT, value.longValue());
		}

		@Override
		public boolean nullable() {
			return this.value == null;
		}

		@Override
		public boolean isAtom() {
			return true;
		}

	}

	/**
	 * A place for a captured value, which is another for each event.
	 */
	record CapturedValue(Kind kind, int index) implements ScriptNode {

		@Override
		public boolean isAtom() {
			return true;
		}

	}

	/**
	 * A parameter or a local variable.
	 */
	record Variable(Kind kind, boolean nullable, String name) implements ScriptNode {

		static final Variable DATA = new Variable(Kind.DATA, false, "data");

		static final Variable CTX = new Variable(Kind.CTX, false, "ctx");

		@Override
		public boolean isAtom() {
			return true;
		}

	}

	/**
	 * A call or an operation: JavaScript with places for its arguments.
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
	 * A field of an object.
	 */
	record Field(ScriptNode object, ScriptNode name) implements ScriptNode {

		@Override
		public Kind kind() {
			return Kind.OTHER;
		}

		@Override
		public boolean nullable() {
			return true;
		}

	}

	/**
	 * One or the other; also what Java writes as {@code &&}, {@code ||} and {@code !}.
	 */
	record Condition(Kind kind, ScriptNode test, ScriptNode yes, ScriptNode no) implements ScriptNode {

		@Override
		public boolean nullable() {
			return this.yes.nullable() || this.no.nullable();
		}

	}

	/**
	 * Local variables, and an expression over them.
	 */
	record Let(List<Binding> bindings, ScriptNode body) implements ScriptNode {

		@Override
		public Kind kind() {
			return this.body.kind();
		}

		@Override
		public boolean nullable() {
			return this.body.nullable();
		}

	}

	record Binding(Variable variable, ScriptNode value) {
	}

	/**
	 * A nested lambda.
	 */
	record Function(Variable parameter, ScriptNode body) implements ScriptNode {

		@Override
		public Kind kind() {
			return Kind.OTHER;
		}

	}

	/**
	 * A nested lambda before it is known what it is applied to.
	 */
	record Closure(java.util.function.Function<Kind, Function> over) implements ScriptNode {

		@Override
		public Kind kind() {
			return Kind.OTHER;
		}

	}

	/**
	 * A constant list or set: what its elements are, and whether asking it for null
	 * fails. The values are a {@link CapturedValue} or {@link Elements}.
	 */
	record Several(@Nullable Kind element, boolean refusesNull, ScriptNode values) implements ScriptNode {

		@Override
		public Kind kind() {
			return Kind.COLLECTION;
		}

		@Override
		public boolean isAtom() {
			return true;
		}

	}

	/**
	 * The elements of a list, set or array that is being made.
	 */
	record Elements(List<ScriptNode> values) implements ScriptNode {

		@Override
		public Kind kind() {
			return Kind.OTHER;
		}

	}

	/**
	 * What the byte code instructions that compare a long or double leave behind; the
	 * next one makes a boolean of it.
	 */
	record Comparison(int opcode, ScriptNode left, ScriptNode right) implements ScriptNode {

		@Override
		public Kind kind() {
			return Kind.OTHER;
		}

	}

	/**
	 * The hash code of a text, with which a {@code switch} on texts begins.
	 */
	record Hash(ScriptNode text) implements ScriptNode {

		@Override
		public Kind kind() {
			return Kind.OTHER;
		}

	}

	/**
	 * A captured object that can't be sent.
	 */
	record Opaque(String description) implements ScriptNode {

		@Override
		public Kind kind() {
			return Kind.OTHER;
		}

		@Override
		public boolean isAtom() {
			return true;
		}

	}

}

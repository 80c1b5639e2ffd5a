package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Part of an expression tree, built by {@link SymbolicExecutor} from byte code and
 * written by {@link Writer} as JavaScript. Evaluating a node has no side effects, but may
 * fail, so no node may be left out.
 */
sealed interface ScriptNode {

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
	 * Return {@code true} if the node can be repeated, moved and left out: it is short
	 * and can't fail.
	 */
	default boolean isAtom() {
		return false;
	}

	default List<ScriptNode> parts() {
		return List.of();
	}

	default boolean refersTo(Predicate<Variable> variables) {
		return parts().stream().anyMatch((part) -> part.refersTo(variables));
	}

	/**
	 * Constant: a number, a string, a boolean or null.
	 */
	record Literal(Kind kind, @Nullable Object value) implements ScriptNode {

		static final Literal NULL = new Literal(Kind.NULL, null);

		static final Literal TRUE = new Literal(Kind.BOOLEAN, true);

		static final Literal FALSE = new Literal(Kind.BOOLEAN, false);

		static Literal of(Object value) {
			return new Literal(Kind.of(value), value);
		}

		/**
		 * Create an {@link Integer}. Byte code has no booleans, so the ints 0 and 1 may
		 * stand for booleans; an object can't.
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
	 * Placeholder of a captured value, which differs from event to event.
	 */
	record CapturedValue(Kind kind, int index) implements ScriptNode {

		@Override
		public boolean isAtom() {
			return true;
		}

	}

	/**
	 * Parameter or variable of the script.
	 */
	record Variable(Kind kind, boolean nullable, String name) implements ScriptNode {

		static final Variable DATA = new Variable(Kind.DATA, false, "data");

		static final Variable CTX = new Variable(Kind.CTX, false, "ctx");

		@Override
		public boolean isAtom() {
			return true;
		}

		@Override
		public boolean refersTo(Predicate<Variable> variables) {
			return variables.test(this);
		}

	}

	/**
	 * Element of a variable that holds several values at once.
	 */
	record Item(Kind kind, boolean nullable, Variable tuple, int index) implements ScriptNode {

		@Override
		public boolean isAtom() {
			return true;
		}

		@Override
		public List<ScriptNode> parts() {
			return List.of(this.tuple);
		}

	}

	record Call(Form form, List<ScriptNode> arguments) implements ScriptNode {

		@Override
		public Kind kind() {
			return this.form.kind();
		}

		@Override
		public boolean nullable() {
			return this.form.nullable();
		}

		@Override
		public List<ScriptNode> parts() {
			return this.arguments;
		}

	}

	record Field(ScriptNode object, ScriptNode name) implements ScriptNode {

		@Override
		public boolean nullable() {
			return true;
		}

		@Override
		public List<ScriptNode> parts() {
			return List.of(this.object, this.name);
		}

	}

	/**
	 * Choice between two values; also {@code &&}, {@code ||} and {@code !} of Java.
	 */
	record Condition(Kind kind, ScriptNode test, ScriptNode yes, ScriptNode no) implements ScriptNode {

		@Override
		public boolean nullable() {
			return this.yes.nullable() || this.no.nullable();
		}

		@Override
		public List<ScriptNode> parts() {
			return List.of(this.test, this.yes, this.no);
		}

	}

	/**
	 * Variables, and an expression that may refer to them.
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

		@Override
		public List<ScriptNode> parts() {
			List<ScriptNode> parts = new ArrayList<>();
			this.bindings.forEach((binding) -> parts.add(binding.value()));
			parts.add(this.body);
			return parts;
		}

	}

	record Binding(Variable variable, ScriptNode value) {
	}

	/**
	 * Nested lambda.
	 */
	record Function(Variable parameter, ScriptNode body) implements ScriptNode {

		@Override
		public List<ScriptNode> parts() {
			return List.of(this.body);
		}

	}

	/**
	 * Nested lambda before the kind of its parameter is known.
	 *
	 * @param type the functional interface, as byte code names it
	 * @param captured the values that it refers to
	 * @param over creates the function for the kind of its parameter
	 */
	record Closure(String type, List<ScriptNode> captured,
			java.util.function.Function<Kind, Function> over) implements ScriptNode {

		@Override
		public List<ScriptNode> parts() {
			return this.captured;
		}

	}

	/**
	 * Constant list or set.
	 *
	 * @param element the kind of all elements, null if there are none but null
	 * @param refusesNull {@code true} if {@code contains(null)} fails
	 * @param values a {@link CapturedValue} or {@link Elements}
	 */
	record ConstantCollection(@Nullable Kind element, boolean refusesNull, ScriptNode values) implements ScriptNode {

		@Override
		public Kind kind() {
			return Kind.COLLECTION;
		}

		@Override
		public boolean isAtom() {
			return true;
		}

		@Override
		public List<ScriptNode> parts() {
			return List.of(this.values);
		}

	}

	/**
	 * Elements of a list, set, array or tuple.
	 *
	 * @param values the elements
	 * @param fillable {@code true} if this is a new array, to which nothing refers yet
	 * but the code that fills it
	 */
	record Elements(List<ScriptNode> values, boolean fillable) implements ScriptNode {

		@Override
		public List<ScriptNode> parts() {
			return this.values;
		}

	}

	/**
	 * Result of the byte code instructions that compare two longs or doubles; the next
	 * instruction makes a boolean of it.
	 */
	record Comparison(int opcode, ScriptNode left, ScriptNode right) implements ScriptNode {

		@Override
		public List<ScriptNode> parts() {
			return List.of(this.left, this.right);
		}

	}

	/**
	 * Hash code of a string, with which a {@code switch} on strings begins.
	 */
	record Hash(ScriptNode string) implements ScriptNode {

		@Override
		public List<ScriptNode> parts() {
			return List.of(this.string);
		}

	}

	/**
	 * Captured object that can't be sent.
	 */
	record Opaque(String description) implements ScriptNode {

		@Override
		public boolean isAtom() {
			return true;
		}

	}

}

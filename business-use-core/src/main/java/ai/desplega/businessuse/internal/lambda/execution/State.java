package ai.desplega.businessuse.internal.lambda.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Atom;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Closure;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Elements;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Let;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Variable;
import org.jspecify.annotations.Nullable;

/**
 * State at one point of a path through a method: the local variables and the stack as
 * expressions, and the script of the path up to this point.
 */
final class State implements Paths {

	private final int locals;

	private final Lambdas lambdas;

	/** Local variables, null if not set, and then the stack. */
	private final List<@Nullable ScriptNode> values;

	/** Prepends the script of the path to an expression. */
	private UnaryOperator<ScriptNode> path = UnaryOperator.identity();

	/** {@code true} if the method may have returned before this point. */
	private boolean early;

	/** The result of the method, if it has returned. */
	private @Nullable ScriptNode result;

	State(int locals, Lambdas lambdas) {
		this(locals, lambdas, Collections.nCopies(locals, null));
	}

	private State(int locals, Lambdas lambdas, List<@Nullable ScriptNode> values) {
		this.locals = locals;
		this.lambdas = lambdas;
		this.values = new ArrayList<>(values);
	}

	State fork() {
		return new State(this.locals, this.lambdas, this.values);
	}

	/**
	 * Return all values on which the rest of a path depends.
	 */
	List<@Nullable ScriptNode> values() {
		return new ArrayList<>(this.values);
	}

	void push(ScriptNode node) {
		this.values.add(node);
	}

	ScriptNode pop() {
		return pop(1).get(0);
	}

	List<ScriptNode> pop(int count) {
		List<ScriptNode> top = this.values.subList(this.values.size() - count, this.values.size());
		List<ScriptNode> popped = List.copyOf(top);
		top.clear();
		return popped;
	}

	void retain(IntPredicate isLive) {
		for (int i = 0; i < this.locals; i++) {
			if (!isLive.test(i)) {
				this.values.set(i, null);
			}
		}
	}

	/**
	 * Replace all occurrences of a node by a node with more information.
	 */
	void replace(ScriptNode old, ScriptNode replacement) {
		this.values.replaceAll((node) -> (node == old) ? replacement : node);
	}

	/**
	 * Return {@code true} if an index is the index of a local variable.
	 */
	boolean isLocal(int index) {
		return index < this.locals;
	}

	/**
	 * Return {@code true} if a local variable refers to a node.
	 */
	boolean hasLocal(ScriptNode node) {
		return this.values.subList(0, this.locals).stream().anyMatch((value) -> value == node);
	}

	ScriptNode local(int index) {
		ScriptNode node = this.values.get(index);
		if (node == null) {
			throw new Refusal("uses a local variable that is not set on all paths");
		}
		return node;
	}

	void set(int index, ScriptNode node) {
		this.values.set(index, node);
	}

	/**
	 * Bind a value to a variable, so that it is evaluated once at this point, regardless
	 * of how often it is used.
	 */
	ScriptNode bind(ScriptNode value) {
		boolean stays = value instanceof Atom || value instanceof Closure || value instanceof Elements
				|| Switches.isLabelNumber(value);
		return stays ? value : bindVariable(value);
	}

	Variable bindVariable(ScriptNode value) {
		Variable variable = this.lambdas.variable(value.kind(), value.nullable());
		follow((rest) -> Let.of(variable, value, rest));
		return variable;
	}

	private void follow(UnaryOperator<ScriptNode> step) {
		UnaryOperator<ScriptNode> before = this.path;
		this.path = (rest) -> before.apply(step.apply(rest));
	}

	/**
	 * Return the script of the path, followed by an expression.
	 */
	ScriptNode script(ScriptNode rest) {
		return this.path.apply(rest);
	}

	/**
	 * Return from the method.
	 * @param result the result, which is never null in JavaScript, because the methods of
	 * all functional interfaces in rules return primitives
	 */
	void end(ScriptNode result) {
		this.result = result;
	}

	/**
	 * Return from the method, unless the result is null in JavaScript.
	 */
	void returnEarly(ScriptNode result) {
		this.early = true;
		follow((rest) -> Logic.orElse(result, rest));
	}

	boolean hasReturned() {
		return this.result != null;
	}

	boolean mayHaveReturned() {
		return this.early || hasReturned();
	}

	/**
	 * Return the result of the method, after it has returned.
	 */
	ScriptNode result() {
		return Objects.requireNonNull(this.result);
	}

	@Override
	public Set<State> ends() {
		return Set.of(this);
	}

	/**
	 * Replace the values of this state by those of several states at the same point.
	 * @return the indexes of the values that differ between the states
	 */
	List<Integer> meet(List<State> states) {
		this.values.clear();
		this.values.addAll(states.get(0).values);
		List<Integer> different = new ArrayList<>();
		for (int i = 0; i < this.values.size(); i++) {
			int index = i;
			if (states.stream().anyMatch((state) -> state.values.get(index) == null)) {
				this.values.set(i, null);
			}
			else if (!states.stream().allMatch((state) -> state.value(index).equals(value(index)))) {
				different.add(i);
			}
		}
		return different;
	}

	/**
	 * Create a variable that can have any of several values.
	 */
	Variable variable(List<ScriptNode> values) {
		return this.lambdas.variable(Logic.common(values), values.stream().anyMatch(ScriptNode::nullable));
	}

	ScriptNode value(int index) {
		return Objects.requireNonNull(this.values.get(index));
	}

}

package ai.desplega.businessuse.internal.lambda.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Atom;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Binding;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Closure;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Elements;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Let;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Local variables and stack at one point of a path through a method, as expressions, and
 * the variables of the script that were bound since the path began, in their order.
 */
final class State {

	private final int locals;

	private final Names names;

	/** Local variables, null if not set, and then the stack. */
	private final List<@Nullable ScriptNode> values;

	private final List<Binding> bindings = new ArrayList<>();

	State(int locals, Names names) {
		this(locals, names, Collections.nCopies(locals, null));
	}

	private State(int locals, Names names, List<@Nullable ScriptNode> values) {
		this.locals = locals;
		this.names = names;
		this.values = new ArrayList<>(values);
	}

	State fork() {
		return new State(this.locals, this.names, this.values);
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

	/**
	 * Remove all values except the result of the method.
	 */
	void end(ScriptNode result) {
		pop(this.values.size() - this.locals);
		retain((variable) -> false);
		push(result);
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
	 * Return {@code true} if a local variable refers to a node.
	 */
	boolean isLocal(ScriptNode node) {
		return this.values.subList(0, this.locals).stream().anyMatch((value) -> value == node);
	}

	ScriptNode local(int index) {
		ScriptNode node = this.values.get(index);
		if (node == null) {
			throw new Refusal("uses a local variable that is not set on all paths");
		}
		return node;
	}

	void local(int index, ScriptNode node) {
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
		Variable variable = this.names.variable(value.kind(), value.nullable());
		this.bindings.add(new Binding(List.of(variable), value));
		return variable;
	}

	/**
	 * Return a value together with all variables that were bound on the path to it.
	 */
	ScriptNode result(ScriptNode value) {
		return Let.of(this.bindings, value);
	}

	void become(State end) {
		this.values.clear();
		this.values.addAll(end.values);
		this.bindings.addAll(end.bindings);
	}

	/**
	 * Continue at the point where two paths that started here meet. All values that
	 * differ become one conditional value, so that each path is written once.
	 * @param test the condition of the first path
	 * @param yes the end of the first path
	 * @param no the end of the second path
	 */
	void join(ScriptNode test, State yes, State no) {
		if (yes == no) {
			bind(test);
			become(yes);
			return;
		}
		List<@Nullable ScriptNode> before = values();
		this.values.clear();
		this.values.addAll(yes.values);
		List<Integer> different = new ArrayList<>();
		for (int i = 0; i < this.values.size(); i++) {
			ScriptNode one = yes.values.get(i);
			ScriptNode other = no.values.get(i);
			if (one == null || other == null) {
				this.values.set(i, null);
			}
			else if (!(one.equals(other) && (isConstant(one) || i < before.size() && one.equals(before.get(i))))) {
				different.add(i);
			}
		}
		if (different.isEmpty()) {
			bind(Logic.condition(test, yes.result(Literal.TRUE), no.result(Literal.FALSE)));
		}
		else if (different.size() == 1) {
			int i = different.get(0);
			ScriptNode value = Logic.condition(test, yes.result(yes.values.get(i)), no.result(no.values.get(i)));
			this.values.set(i, (i < this.locals) ? bind(value) : value);
		}
		else {
			bindAll(different, test, yes, no);
		}
	}

	/**
	 * Return {@code true} if a node doesn't refer to a variable, which may have been
	 * bound on one path only.
	 */
	private static boolean isConstant(ScriptNode node) {
		return node instanceof Atom && !(node instanceof Variable);
	}

	private void bindAll(List<Integer> different, ScriptNode test, State yes, State no) {
		List<Variable> variables = new ArrayList<>();
		List<ScriptNode> first = new ArrayList<>();
		List<ScriptNode> second = new ArrayList<>();
		for (int i : different) {
			ScriptNode one = yes.values.get(i);
			ScriptNode other = no.values.get(i);
			Kind kind = Logic.common(one, other);
			first.add(Logic.branch(kind, one));
			second.add(Logic.branch(kind, other));
			Variable variable = this.names.variable(kind, one.nullable() || other.nullable());
			variables.add(variable);
			this.values.set(i, variable);
		}
		ScriptNode values = Logic.condition(test, yes.result(new Elements(first)), no.result(new Elements(second)));
		this.bindings.add(new Binding(variables, values));
	}

}

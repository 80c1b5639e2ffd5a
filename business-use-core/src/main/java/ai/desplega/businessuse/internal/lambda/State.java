package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

import ai.desplega.businessuse.internal.lambda.ScriptNode.Binding;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Closure;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Elements;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Item;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Let;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Local variables and stack at one point of a path through a method, as expressions, and
 * the variables of the script that were bound since the path began, in their order.
 */
final class State {

	private final @Nullable ScriptNode[] locals;

	private final List<ScriptNode> stack;

	private final List<Binding> bindings = new ArrayList<>();

	State(@Nullable ScriptNode[] locals, List<ScriptNode> stack) {
		this.locals = locals;
		this.stack = stack;
	}

	State fork() {
		return new State(this.locals.clone(), new ArrayList<>(this.stack));
	}

	/**
	 * Return all values that the rest of a path depends on.
	 */
	List<Object> values() {
		return List.of(Arrays.asList(this.locals.clone()), List.copyOf(this.stack));
	}

	void push(ScriptNode node) {
		this.stack.add(node);
	}

	ScriptNode pop() {
		return this.stack.remove(this.stack.size() - 1);
	}

	List<ScriptNode> pop(int count) {
		List<ScriptNode> top = this.stack.subList(this.stack.size() - count, this.stack.size());
		List<ScriptNode> popped = List.copyOf(top);
		top.clear();
		return popped;
	}

	/**
	 * Leave the result of the method only.
	 */
	void end(ScriptNode result) {
		Arrays.fill(this.locals, null);
		this.stack.clear();
		this.stack.add(result);
	}

	void retain(IntPredicate isLive) {
		for (int i = 0; i < this.locals.length; i++) {
			if (!isLive.test(i)) {
				this.locals[i] = null;
			}
		}
	}

	void replace(ScriptNode old, ScriptNode replacement) {
		this.stack.replaceAll((node) -> (node == old) ? replacement : node);
	}

	/**
	 * Replace a node by an equal one with more information.
	 */
	void refine(ScriptNode old, ScriptNode refined) {
		this.stack.replaceAll((node) -> node.equals(old) ? refined : node);
		for (int i = 0; i < this.locals.length; i++) {
			this.locals[i] = old.equals(this.locals[i]) ? refined : this.locals[i];
		}
	}

	ScriptNode local(int index) {
		ScriptNode node = this.locals[index];
		if (node == null) {
			throw new Refusal("uses a local variable that is not set on all paths");
		}
		return node;
	}

	void local(int index, ScriptNode node) {
		this.locals[index] = node;
	}

	/**
	 * Evaluate a value here, once, however often it is used later.
	 */
	ScriptNode bind(ScriptNode value, Names names) {
		boolean stays = value.isAtom() || value instanceof Closure || value instanceof Elements
				|| Switches.isLabelNumber(value);
		return stays ? value : bindVariable(value, names);
	}

	Variable bindVariable(ScriptNode value, Names names) {
		Variable variable = names.variable(value.kind(), value.nullable());
		this.bindings.add(new Binding(variable, value));
		return variable;
	}

	/**
	 * Return a value together with everything that was bound on the path to it. A
	 * variable that is bound last and is the value itself is omitted.
	 */
	ScriptNode result(ScriptNode value) {
		if (this.bindings.isEmpty()) {
			return value;
		}
		Binding last = this.bindings.get(this.bindings.size() - 1);
		if (!isValueOf(last.variable(), value)) {
			return new Let(List.copyOf(this.bindings), value);
		}
		List<Binding> others = List.copyOf(this.bindings.subList(0, this.bindings.size() - 1));
		return others.isEmpty() ? last.value() : new Let(others, last.value());
	}

	private static boolean isValueOf(Variable variable, ScriptNode value) {
		if (!(value instanceof Elements tuple) || tuple.values().isEmpty()) {
			return value.equals(variable);
		}
		for (int i = 0; i < tuple.values().size(); i++) {
			if (!(tuple.values().get(i) instanceof Item item && item.tuple().equals(variable) && item.index() == i)) {
				return false;
			}
		}
		return true;
	}

	void become(State end) {
		System.arraycopy(end.locals, 0, this.locals, 0, this.locals.length);
		this.stack.clear();
		this.stack.addAll(end.stack);
		this.bindings.addAll(end.bindings);
	}

	/**
	 * Continue from where two paths meet that began here. All values that differ become
	 * one conditional value, so that each path is written once.
	 * @param test the condition of the first path
	 * @param yes the end of the first path
	 * @param no the end of the second path
	 */
	void join(ScriptNode test, State yes, State no, Names names) {
		if (yes == no) {
			bind(test, names);
			become(yes);
			return;
		}
		List<ScriptNode> first = new ArrayList<>();
		List<ScriptNode> second = new ArrayList<>();
		List<Consumer<ScriptNode>> targets = new ArrayList<>();
		for (int i = 0; i < this.locals.length; i++) {
			int local = i;
			ScriptNode one = yes.locals[i];
			ScriptNode other = no.locals[i];
			this.locals[i] = (other != null) ? one : null;
			if (one != null && other != null && differ(one, yes, other, no)) {
				first.add(one);
				second.add(other);
				targets.add((value) -> this.locals[local] = bind(value, names));
			}
		}
		this.stack.clear();
		this.stack.addAll(yes.stack);
		for (int i = 0; i < this.stack.size(); i++) {
			int position = i;
			if (differ(yes.stack.get(i), yes, no.stack.get(i), no)) {
				first.add(yes.stack.get(i));
				second.add(no.stack.get(i));
				targets.add((value) -> this.stack.set(position, value));
			}
		}
		switch (targets.size()) {
			case 0 -> bind(Logic.condition(test, yes.result(Literal.TRUE), no.result(Literal.FALSE)), names);
			case 1 -> targets.get(0).accept(Logic.condition(test, yes.result(first.get(0)), no.result(second.get(0))));
			default -> joinAll(test, yes, first, no, second, targets, names);
		}
	}

	/**
	 * Return {@code true} if the paths end with different values, or with a value that
	 * only exists on its path.
	 */
	private static boolean differ(ScriptNode one, State yes, ScriptNode other, State no) {
		return !one.equals(other) || one.refersTo(yes::binds) || other.refersTo(no::binds);
	}

	private boolean binds(Variable variable) {
		return this.bindings.stream().anyMatch((binding) -> binding.variable().equals(variable));
	}

	private void joinAll(ScriptNode test, State yes, List<ScriptNode> first, State no, List<ScriptNode> second,
			List<Consumer<ScriptNode>> targets, Names names) {
		Variable tuple = names.variable(Kind.OTHER, false);
		List<Item> items = new ArrayList<>();
		for (int i = 0; i < targets.size(); i++) {
			ScriptNode one = first.get(i);
			ScriptNode other = second.get(i);
			Kind kind = Logic.common(one, other);
			first.set(i, Logic.branch(one, other));
			second.set(i, Logic.branch(other, one));
			items.add(new Item(kind, one.nullable() || other.nullable(), tuple, i));
		}
		ScriptNode values = Logic.condition(test, yes.result(new Elements(List.copyOf(first), false)),
				no.result(new Elements(List.copyOf(second), false)));
		this.bindings.add(new Binding(tuple, values));
		for (int i = 0; i < targets.size(); i++) {
			targets.get(i).accept(items.get(i));
		}
	}

}

package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

import ai.desplega.businessuse.internal.lambda.ScriptNode.Binding;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Let;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import org.jspecify.annotations.Nullable;

/**
 * What local variables and stack hold at one point of a walk, as expressions; and the
 * variables of the script that were bound on the way there, in their order.
 */
final class State {

	private final @Nullable ScriptNode[] locals;

	private final List<ScriptNode> stack;

	private final List<Binding> bindings = new ArrayList<>();

	State(@Nullable ScriptNode[] locals, List<ScriptNode> stack) {
		this.locals = locals;
		this.stack = stack;
	}

	/**
	 * A copy for one of two ways.
	 */
	State fork() {
		return new State(this.locals.clone(), new ArrayList<>(this.stack));
	}

	/**
	 * What everything that follows depends on.
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
	 * Leave nothing but the result.
	 */
	void end(ScriptNode result) {
		Arrays.fill(this.locals, null);
		this.stack.clear();
		this.stack.add(result);
	}

	/**
	 * Forget the local variables that are not read any more.
	 */
	void forget(IntPredicate isRead) {
		for (int i = 0; i < this.locals.length; i++) {
			if (!isRead.test(i)) {
				this.locals[i] = null;
			}
		}
	}

	/**
	 * Exchange a node for another wherever it is on the stack: an array that got an
	 * element.
	 */
	void replace(ScriptNode old, ScriptNode replacement) {
		this.stack.replaceAll((node) -> (node == old) ? replacement : node);
	}

	/**
	 * Exchange a node for another that says more about it.
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
			throw new Refusal("uses a local variable that is not set on all ways");
		}
		return node;
	}

	void local(int index, @Nullable ScriptNode node) {
		this.locals[index] = node;
	}

	/**
	 * Evaluate here, once, what may be used later, often or never.
	 */
	ScriptNode bind(ScriptNode value, Names names) {
		if (value.isAtom() || Switches.isChoice(value) || value instanceof ScriptNode.Closure
				|| value instanceof ScriptNode.Elements) {
			return value;
		}
		ScriptNode.Variable variable = names.variable(value.kind(), value.nullable());
		this.bindings.add(new Binding(variable, value));
		return variable;
	}

	/**
	 * A value, after all that was bound on the way to it.
	 */
	ScriptNode result(ScriptNode value) {
		return this.bindings.isEmpty() ? value : new Let(List.copyOf(this.bindings), value);
	}

	/**
	 * Go on from the end of another way, which began here.
	 */
	void become(State end) {
		System.arraycopy(end.locals, 0, this.locals, 0, this.locals.length);
		this.stack.clear();
		this.stack.addAll(end.stack);
		this.bindings.addAll(end.bindings);
	}

	/**
	 * Go on from where two ways meet that parted here.
	 * @param test when the first way is taken
	 * @param yes the state at the end of the first way
	 * @param no the state at the end of the second way
	 */
	void join(ScriptNode test, State yes, State no, Names names) {
		ScriptNode condition = (differences(yes, no) > 1) ? bind(test, names) : test;
		boolean bound = false;
		for (int i = 0; i < this.locals.length; i++) {
			ScriptNode first = yes.locals[i];
			ScriptNode second = no.locals[i];
			if (first == null || second == null) {
				this.locals[i] = null;
			}
			else if (first.equals(second)) {
				this.locals[i] = first;
			}
			else {
				this.locals[i] = bind(Logic.condition(condition, yes.result(first), no.result(second)), names);
				bound = true;
			}
		}
		this.stack.clear();
		for (int i = 0; i < yes.stack.size(); i++) {
			ScriptNode first = yes.stack.get(i);
			ScriptNode second = no.stack.get(i);
			if (first.equals(second)) {
				this.stack.add(first);
			}
			else {
				this.stack.add(Logic.condition(condition, yes.result(first), no.result(second)));
				bound = true;
			}
		}
		if (!bound) {
			// nothing comes of it, but evaluating it may fail
			bind(Logic.condition(condition, yes.result(Literal.TRUE), no.result(Literal.FALSE)), names);
		}
	}

	private static int differences(State yes, State no) {
		int differences = 0;
		for (int i = 0; i < yes.locals.length; i++) {
			ScriptNode first = yes.locals[i];
			ScriptNode second = no.locals[i];
			differences += (first != null && second != null && !first.equals(second)) ? 1 : 0;
		}
		for (int i = 0; i < yes.stack.size(); i++) {
			differences += yes.stack.get(i).equals(no.stack.get(i)) ? 0 : 1;
		}
		return differences;
	}

}

package ai.desplega.businessuse.internal.lambda.execution;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import ai.desplega.businessuse.internal.lambda.execution.Paths.Branch;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Let;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Variable;

/**
 * Point at which paths meet, so that the rest of the method is executed and written once.
 * The paths become one expression. If values differ at the end of the paths, the last of
 * them is the value of the expression, and each path assigns the others to variables. If
 * a path returns, the value of the expression is the result of the method, or null for
 * the paths that continue.
 */
final class Join {

	private final Paths paths;

	/** Ends of the paths that continue here. */
	private final List<State> continued;

	/** {@code true} if a path may have returned. */
	private final boolean returns;

	/** Variables that each path assigns, by the index of their value in the state. */
	private final Map<Integer, Variable> assigned = new LinkedHashMap<>();

	/** Scripts of paths that several branches lead to; comparing them would take long. */
	private final Map<Paths, ScriptNode> scripts = new IdentityHashMap<>();

	Join(Paths paths) {
		this.paths = paths;
		this.continued = paths.ends().stream().filter((end) -> !end.hasReturned()).toList();
		this.returns = paths.ends().stream().anyMatch(State::mayHaveReturned);
	}

	/**
	 * Continue where the paths meet.
	 * @param state the state at the start of the paths
	 */
	void complete(State state) {
		if (this.continued.isEmpty()) {
			state.end(script(this.paths, State::result));
			return;
		}
		List<Integer> different = state.meet(this.continued);
		if (this.returns) {
			assign(different, state);
			state.returnEarly(script(this.paths, (end) -> Literal.NULL));
		}
		else if (different.isEmpty()) {
			State first = this.continued.get(0);
			state.bind(script(this.paths, (end) -> (end == first) ? Literal.TRUE : Literal.FALSE));
		}
		else {
			int last = different.remove(different.size() - 1);
			assign(different, state);
			ScriptNode value = script(this.paths, (end) -> end.value(last));
			state.set(last, (state.isLocal(last) || !different.isEmpty()) ? state.bind(value) : value);
		}
	}

	private void assign(List<Integer> different, State state) {
		for (int index : different) {
			Variable variable = state.variable(this.continued.stream().map((end) -> end.value(index)).toList());
			this.assigned.put(index, variable);
			state.set(index, variable);
		}
	}

	/**
	 * Return the script of all paths. Branches that lead to the same paths share a node.
	 */
	private ScriptNode script(Paths all, Function<State, ScriptNode> value) {
		ScriptNode known = this.scripts.get(all);
		if (known != null) {
			return known;
		}
		ScriptNode script = (all instanceof Branch branch)
				? Logic.condition(branch.test(), script(branch.yes(), value), script(branch.no(), value))
				: path((State) all, value);
		this.scripts.put(all, script);
		return script;
	}

	private ScriptNode path(State end, Function<State, ScriptNode> value) {
		if (end.hasReturned()) {
			return end.script(end.result());
		}
		ScriptNode script = value.apply(end);
		for (Map.Entry<Integer, Variable> each : this.assigned.entrySet()) {
			Variable variable = each.getValue();
			script = Let.of(variable, Logic.branch(variable.kind(), end.value(each.getKey())), script);
		}
		return end.script(script);
	}

}

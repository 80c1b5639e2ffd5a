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
 * Point at which the paths of a branch meet, so that the rest of the method is executed
 * and written once. The paths become one expression. Local variables and stack entries
 * whose values differ become variables of the script, which each path assigns. The value
 * of the expression replaces the last of these variables. If a path returns, however, the
 * value of the expression is the result of the method, or null on the paths that
 * continue.
 */
final class Join {

	private final Paths paths;

	/** Ends of the paths that continue here. */
	private final List<State> continued;

	/** {@code true} if the method may have returned on a path. */
	private final boolean returns;

	/** Variables that each path assigns, by the index of the value in the state. */
	private final Map<Integer, Variable> assigned = new LinkedHashMap<>();

	/**
	 * Scripts of paths that several branches lead to, by identity, which is fast to
	 * compare.
	 */
	private final Map<Paths, ScriptNode> scripts = new IdentityHashMap<>();

	Join(Paths paths) {
		this.paths = paths;
		this.continued = paths.ends().stream().filter((end) -> !end.hasReturned()).toList();
		this.returns = paths.ends().stream().anyMatch(State::mayHaveReturned);
	}

	/**
	 * Advance a state to the point where the paths meet.
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
			// the conditions must be evaluated nevertheless, because they may throw an
			// exception
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
	 * Return the script of paths. Branches that lead to the same paths share a node.
	 * @param value the value at the end of a path that continues
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

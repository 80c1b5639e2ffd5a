package ai.desplega.businessuse.internal.lambda.execution;

import java.util.LinkedHashSet;
import java.util.Set;

import ai.desplega.businessuse.internal.lambda.script.ScriptNode;

/**
 * Paths from one point of a method to another: a {@link State} at the end of a single
 * path, or a branch. Several branches may lead to the same paths, as those of {@code &&}
 * and {@code ||} do.
 */
sealed interface Paths permits State, Paths.Branch {

	/**
	 * Return the state at the end of each path.
	 */
	Set<State> ends();

	/**
	 * Branch into two sets of paths.
	 *
	 * @param test the condition
	 * @param yes the paths if the condition is true
	 * @param no the paths if the condition is false
	 * @param ends the state at the end of each path
	 */
	record Branch(ScriptNode test, Paths yes, Paths no, Set<State> ends) implements Paths {

		Branch(ScriptNode test, Paths yes, Paths no) {
			this(test, yes, no, new LinkedHashSet<>(yes.ends()));
			this.ends.addAll(no.ends());
		}

	}

}

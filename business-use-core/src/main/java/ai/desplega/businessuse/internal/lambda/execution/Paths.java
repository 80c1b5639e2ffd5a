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
	 */
	final class Branch implements Paths {

		private final ScriptNode test;

		private final Paths yes;

		private final Paths no;

		private final Set<State> ends;

		/**
		 * Create a branch.
		 * @param test the condition of the first paths
		 */
		Branch(ScriptNode test, Paths yes, Paths no) {
			this.test = test;
			this.yes = yes;
			this.no = no;
			this.ends = new LinkedHashSet<>(yes.ends());
			this.ends.addAll(no.ends());
		}

		ScriptNode test() {
			return this.test;
		}

		Paths yes() {
			return this.yes;
		}

		Paths no() {
			return this.no;
		}

		@Override
		public Set<State> ends() {
			return this.ends;
		}

	}

}

package ai.desplega.businessuse.internal.lambda.execution;

import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Variable;

/**
 * Names of the variables of one script, and the number of steps of its translation.
 */
final class Names {

	private static final int MAX_STEPS = 10_000;

	private int variables;

	private int steps;

	Variable variable(Kind kind, boolean nullable) {
		return new Variable(kind, nullable, "v" + ++this.variables);
	}

	void step() {
		if (++this.steps > MAX_STEPS) {
			throw new Refusal("is too long: its translation takes more than " + MAX_STEPS + " steps",
					"split it into several rules");
		}
	}

}

package ai.desplega.businessuse.internal.lambda.script;

import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Variable;

/**
 * Names of the variables of one script, and the number of steps of its translation.
 */
public final class Names {

	static final int MAX_STEPS = 10_000;

	private int variables;

	private int steps;

	public Variable variable(Kind kind, boolean nullable) {
		return new Variable(kind, nullable, "v" + ++this.variables);
	}

	public void step() {
		if (++this.steps > MAX_STEPS) {
			throw new Refusal("is too long: its translation takes more than " + MAX_STEPS + " steps",
					"split it into several rules");
		}
	}

}

package ai.desplega.businessuse.internal.lambda;

import ai.desplega.businessuse.internal.lambda.ScriptNode.Variable;

/**
 * Gives the variables of a script their names, and an end to what would not end.
 */
final class Names {

	private static final int MAX_STEPS = 20_000;

	private int variables;

	private int steps;

	Variable variable(Kind kind, boolean nullable) {
		return new Variable(kind, nullable, "v" + ++this.variables);
	}

	void step() {
		if (++this.steps > MAX_STEPS) {
			throw new Refusal("is too long");
		}
	}

}

package ai.desplega.businessuse.embedded.evaluation;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

import ai.desplega.businessuse.embedded.evaluation.ScriptResult.Outcome;

/**
 * Limits the scripts of one evaluation to 10 s in total. A script that exceeded its time
 * limit is not run again for further events. Only JavaScript is evaluated.
 */
final class ScriptBudget implements Scripts {

	private static final Duration TOTAL = Duration.ofSeconds(10);

	private final Set<Expression> tooSlow = new HashSet<>();

	private final Scripts javaScript;

	private final LongSupplier nanoTime;

	private long spent;

	ScriptBudget(Scripts javaScript, LongSupplier nanoTime) {
		this.javaScript = javaScript;
		this.nanoTime = nanoTime;
	}

	@Override
	public ScriptResult run(Expression expression, String data, String ctx) {
		if (!expression.engine().equals("js")) {
			return new ScriptResult(Outcome.NOT_EVALUATED, expression.engine().equals("python")
					? "The embedded backend evaluates JavaScript only, not Python: write the rule in JavaScript, or "
							+ "test it with a real backend"
					: "CEL always fails in the real backend and is not evaluated here: write the rule in JavaScript");
		}
		if (this.tooSlow.contains(expression)) {
			return new ScriptResult(Outcome.TIMED_OUT,
					"The script exceeded its time limit earlier and was not run again");
		}
		if (this.spent > TOTAL.toNanos()) {
			return new ScriptResult(Outcome.TIMED_OUT,
					"The script was not run: the scripts of one evaluation are limited to " + TOTAL.toSeconds()
							+ " s in total");
		}
		this.javaScript.prepare();
		long start = this.nanoTime.getAsLong();
		ScriptResult result = this.javaScript.run(expression, data, ctx);
		this.spent += this.nanoTime.getAsLong() - start;
		if (result.outcome() == Outcome.TIMED_OUT) {
			this.tooSlow.add(expression);
		}
		return result;
	}

}

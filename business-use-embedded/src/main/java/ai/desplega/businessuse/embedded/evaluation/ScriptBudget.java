package ai.desplega.businessuse.embedded.evaluation;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The scripts of one evaluation, which have 10 s together. One that took too long is not
 * run again for the next event, and other languages than JavaScript are not run at all.
 */
public final class ScriptBudget implements Scripts {

	private static final Duration TOTAL = Duration.ofSeconds(10);

	private final Set<Expression> tooSlow = new HashSet<>();

	private final Scripts javaScript;

	private final LongSupplier nanoTime;

	private long spent;

	public ScriptBudget(Scripts javaScript, LongSupplier nanoTime) {
		this.javaScript = javaScript;
		this.nanoTime = nanoTime;
	}

	@Override
	public Result run(Expression expression, String data, String ctx) {
		if (!expression.engine().equals("js")) {
			return notRun(expression.engine());
		}
		if (this.tooSlow.contains(expression)) {
			return Result.timeout("The script was stopped before, and not run again");
		}
		if (this.spent > TOTAL.toNanos()) {
			return Result.timeout("The scripts of this run have used up their " + TOTAL.toSeconds() + " s");
		}
		long start = this.nanoTime.getAsLong();
		Result result = this.javaScript.run(expression, data, ctx);
		this.spent += this.nanoTime.getAsLong() - start;
		if (result.timedOut()) {
			this.tooSlow.add(expression);
		}
		return result;
	}

	private static Result notRun(String engine) {
		return Result.problem(engine.equals("python")
				? "The embedded backend runs no Python, only JavaScript. The real backend does: set BUSINESS_USE_URL, "
						+ "or write the expression in JavaScript"
				: "CEL is taken but can't be evaluated, here as in the real backend: write the expression in "
						+ "JavaScript");
	}

}

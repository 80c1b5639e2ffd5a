package ai.desplega.businessuse.internal.lambda;

import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.rule.Expr;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the cost of a translated lambda per event: at most 300 ns and 400 B without
 * captured values, and 1.5 µs with two.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExprBenchmark {

	private int limit = 100;

	private String currency = "EUR";

	/**
	 * A lambda without captures.
	 */
	@Benchmark
	public Expr constant() {
		return Expr.of((data, ctx) -> data.number("total") == ctx.deps("item_added").sum("price"));
	}

	/**
	 * A lambda that captures a number and a string.
	 */
	@Benchmark
	public Expr twoCaptures() {
		int limit = this.limit;
		String currency = this.currency;
		return Expr.of((data, ctx) -> data.number("total") < limit && currency.equals(data.string("currency")));
	}

	/**
	 * A lambda that can't be sent.
	 */
	@Benchmark
	public String refused() {
		try {
			return Expr.of((data, ctx) -> System.nanoTime() > 0).script();
		}
		catch (IllegalArgumentException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}

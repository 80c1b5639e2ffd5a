package ai.desplega.businessuse.expr;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls a lambda, and runs its script on the same data.
 */
final class Agreement {

	private Agreement() {
	}

	/**
	 * Both results are the same for all data, which are without events that came before.
	 */
	@SafeVarargs
	static void assertAgreed(EventPredicate lambda, Map<String, ?>... all) {
		String script = Expr.of(lambda).script();
		for (Map<String, ?> data : all) {
			assertThat(JsEngine.SHARED.run(script, data)).as(script + " of " + data)
				.isEqualTo(lambda.test(EventData.of(data), Ctx.of()));
		}
	}

}

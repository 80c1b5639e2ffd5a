package ai.desplega.businessuse.internal.lambda;

import java.util.Map;

import ai.desplega.businessuse.rule.EventData;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import ai.desplega.businessuse.rule.RuleContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls a lambda, and runs its script on the same data.
 */
final class Agreement {

	private Agreement() {
	}

	/**
	 * Assert that both results are equal for all data, without events of dependencies.
	 */
	@SafeVarargs
	static void assertAgreed(Rule lambda, Map<String, ?>... all) {
		String script = Expr.of(lambda).script();
		for (Map<String, ?> data : all) {
			assertThat(JsEngine.SHARED.run(script, data)).as(script + " of " + data)
				.isEqualTo(lambda.test(EventData.of(data), RuleContext.of()));
		}
	}

}

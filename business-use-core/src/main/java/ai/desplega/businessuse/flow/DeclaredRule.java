package ai.desplega.businessuse.flow;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import ai.desplega.businessuse.internal.SimilarNames;
import ai.desplega.businessuse.internal.lambda.LambdaTranslator;
import ai.desplega.businessuse.internal.lambda.script.TranslatedRule;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Translation of a declared rule, or the reason why it failed. A failure is stored and
 * not thrown, because it may depend on the environment, such as an agent that transforms
 * classes, and must not break the class initializer that declares a flow.
 *
 * @param askedDepIds the steps to which a lambda refers by name, or {@code null} if
 * unknown
 */
record DeclaredRule(@Nullable Expr translated, @Nullable String failure, @Nullable Set<String> askedDepIds) {

	static @Nullable DeclaredRule of(@Nullable Rule rule) {
		if (rule == null) {
			return null;
		}
		try {
			if (rule instanceof Expr script) {
				return new DeclaredRule(script, null, null);
			}
			TranslatedRule lambda = LambdaTranslator.translate(rule);
			return new DeclaredRule(Expr.js(lambda.script()), null,
					lambda.allDependencies() ? null : lambda.dependencies());
		}
		catch (IllegalArgumentException ex) {
			return new DeclaredRule(null, ex.getMessage(), null);
		}
	}

	Stream<String> problems(List<String> depIds) {
		if (this.failure != null) {
			return Stream.of("its events are dropped, because a rule can't be translated: " + this.failure);
		}
		return (this.askedDepIds == null) ? Stream.empty()
				: this.askedDepIds.stream()
					.filter((id) -> !depIds.contains(id))
					.sorted()
					.map((id) -> "a rule refers to '" + id + "', which is not among its depIds " + depIds
							+ SimilarNames.suggestion(id, depIds));
	}

	Expr expr() {
		if (this.translated == null) {
			throw new IllegalArgumentException(this.failure);
		}
		return this.translated;
	}

}

package ai.desplega.businessuse.internal.lambda.script;

import java.util.Set;

/**
 * Script of a rule, with the dependencies to which it refers.
 *
 * @param script a JavaScript expression over {@code data} and {@code ctx}
 * @param dependencies the ids of {@code ctx.deps("id")}; unmodifiable
 * @param allDependencies {@code true} if the rule also refers to all dependencies, by
 * {@code ctx.deps()}, {@code ctx.data()} or a computed id
 */
public record TranslatedRule(String script, Set<String> dependencies, boolean allDependencies) {
}

package ai.desplega.businessuse.embedded.internal;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * Result of a run with its evaluation.
 *
 * @param result the result
 * @param evaluation the results of the rules
 * @param declared the declaration of the flow, or {@code null} if there is none
 */
public record EvaluatedRun(RunResult result, Evaluation evaluation, @Nullable FlowDefinition declared) {

}

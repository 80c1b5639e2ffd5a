package ai.desplega.businessuse.embedded.internal;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * Verdict of a run, and how it was found.
 *
 * @param result the verdict
 * @param evaluation the results of the rules
 * @param declared the declaration of the flow, {@code null} if there is none
 */
public record EvaluatedRun(RunResult result, Evaluation evaluation, @Nullable FlowDefinition declared) {

}

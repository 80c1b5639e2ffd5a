/**
 * Evaluation of one run: flow graph, matching of events, rules and scripts. Independent
 * of HTTP, Spring and tests. Start with {@code RunEvaluator}, which also determines the
 * status of the run. {@code PresentNode} and {@code MissingNode} determine the status and
 * message of a step.
 */
@NullMarked
package ai.desplega.businessuse.embedded.evaluation;

import org.jspecify.annotations.NullMarked;

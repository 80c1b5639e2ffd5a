/**
 * Evaluation of one run: graph of the flow, matching of events, rules, scripts.
 * Independent of HTTP, Spring and tests. Start with {@code RunEvaluator};
 * {@code PresentNode} and {@code MissingNode} have the messages of verdicts.
 */
@NullMarked
package ai.desplega.businessuse.embedded.evaluation;

import org.jspecify.annotations.NullMarked;

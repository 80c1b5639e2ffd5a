/**
 * Evaluation of one run: flow graph, matching of events, rules and scripts. Independent
 * of HTTP, Spring and tests. Start with {@code RunEvaluator}; {@code PresentNode} and
 * {@code MissingNode} contain the messages of results.
 */
@NullMarked
package ai.desplega.businessuse.embedded.evaluation;

import org.jspecify.annotations.NullMarked;

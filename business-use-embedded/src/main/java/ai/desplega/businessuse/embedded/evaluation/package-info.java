/**
 * Evaluation of one run: graph of the flow, matching of events, rules, scripts. Knows
 * nothing of HTTP, Spring or tests.
 */
@NullMarked
package ai.desplega.businessuse.embedded.evaluation;

import org.jspecify.annotations.NullMarked;

/**
 * Expressions that the backend runs: validators and filters.
 */
@NullMarked
package ai.desplega.businessuse.expr;

import org.jspecify.annotations.NullMarked;

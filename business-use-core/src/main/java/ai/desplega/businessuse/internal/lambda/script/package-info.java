/**
 * Third step of a translation: {@code Writer} writes an expression, a tree of
 * {@code ScriptNode}, as JavaScript. {@code Helper} contains functions that JavaScript
 * lacks. The result is a {@code Template}, which inserts captured values as literals.
 */
@NullMarked
package ai.desplega.businessuse.internal.lambda.script;

import org.jspecify.annotations.NullMarked;

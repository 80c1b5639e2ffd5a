/**
 * Second step of a translation. {@code Lambdas} is the entry and executes a lambda and
 * those within it; for each, a {@code SymbolicExecutor} does what the JVM would do, with
 * expressions in place of values. The local variables and the stack of a {@code State}
 * hold {@linkplain ai.desplega.businessuse.internal.lambda.script.ScriptNode nodes}. For
 * {@code x > 3 ? a : b}, the JVM pushes x and 3, pops both to determine where to
 * continue, and ends with a or b. The executor pushes the expressions {@code x} and
 * {@code 3}, pops both, follows both paths up to the point where they meet, and ends with
 * the expression {@code x > 3 ? a : b}.
 * <p>
 * Tables contain the JavaScript of instructions and methods: {@code Arithmetic},
 * {@code Comparisons} and {@code Vocabulary}.
 */
@NullMarked
package ai.desplega.businessuse.internal.lambda.execution;

import org.jspecify.annotations.NullMarked;

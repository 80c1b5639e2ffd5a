/**
 * Second step of a translation. {@code Lambdas} is the entry point and executes a lambda
 * and its nested lambdas. For each of them, a {@code SymbolicExecutor} executes the byte
 * code like the JVM, with expressions instead of values. The local variables and the
 * stack of a {@code State} contain
 * {@linkplain ai.desplega.businessuse.internal.lambda.script.ScriptNode nodes}. For
 * {@code x > 3 ? a : b}, the JVM pushes x and 3, pops both to determine where to
 * continue, and ends with a or b. The executor pushes the expressions {@code x} and
 * {@code 3}, pops both, follows both paths up to the {@code Join} where they meet, and
 * ends with the expression {@code x > 3 ? a : b}.
 * <p>
 * Tables contain the JavaScript of instructions and methods: {@code Arithmetic},
 * {@code Comparisons} and {@code Vocabulary}.
 */
@NullMarked
package ai.desplega.businessuse.internal.lambda.execution;

import org.jspecify.annotations.NullMarked;

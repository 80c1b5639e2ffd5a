/**
 * Translation of Java lambdas to JavaScript that gives the same result for every input.
 * Entry point is {@link ai.desplega.businessuse.internal.lambda.LambdaTranslator};
 * {@link ai.desplega.businessuse.internal.lambda.CallSite} translates each lambda of the
 * source once, and {@link ai.desplega.businessuse.internal.lambda.Translator} does so in
 * three steps:
 * <ol>
 * <li>Read the byte code of the lambda.
 * {@link ai.desplega.businessuse.internal.lambda.MethodFinder} finds the class file,
 * {@link ai.desplega.businessuse.internal.lambda.MethodReader} reads the instructions of
 * the method into a {@link ai.desplega.businessuse.internal.lambda.MethodCode}, which has
 * no loops: all jumps go forward.
 * <li>Execute it symbolically.
 * {@link ai.desplega.businessuse.internal.lambda.SymbolicExecutor} does what the JVM
 * would do, with expressions in place of values: the stack and the local variables of a
 * {@link ai.desplega.businessuse.internal.lambda.State} hold
 * {@linkplain ai.desplega.businessuse.internal.lambda.ScriptNode nodes}. For
 * {@code x > 3 ? a : b} the JVM pushes x and 3, takes both to decide where to continue,
 * and ends up with a or b. The executor pushes the expressions {@code x} and {@code 3},
 * takes both, follows both paths up to where they meet, and ends up with the expression
 * {@code x > 3 ? a : b}. Tables contain the JavaScript of instructions and methods:
 * {@link ai.desplega.businessuse.internal.lambda.Arithmetic},
 * {@link ai.desplega.businessuse.internal.lambda.Comparisons},
 * {@link ai.desplega.businessuse.internal.lambda.Vocabulary}, and
 * {@link ai.desplega.businessuse.internal.lambda.Helper} for what JavaScript lacks.
 * <li>Write the expression. {@link ai.desplega.businessuse.internal.lambda.Writer}
 * produces a {@link ai.desplega.businessuse.internal.lambda.Template} with placeholders,
 * into which each event inserts its captured values as
 * {@linkplain ai.desplega.businessuse.internal.lambda.JsLiteral literals}.
 * </ol>
 * Everything that can't be translated is a
 * {@link ai.desplega.businessuse.internal.lambda.Refusal}. An expression keeps what can
 * fail: where the lambda throws an exception, so does the script. To support one more
 * method, add it to the vocabulary and to the generator of the tests that compare lambdas
 * with their scripts.
 */
@NullMarked
package ai.desplega.businessuse.internal.lambda;

import org.jspecify.annotations.NullMarked;

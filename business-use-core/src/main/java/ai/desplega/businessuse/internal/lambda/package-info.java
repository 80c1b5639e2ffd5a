/**
 * Translation of Java lambdas to JavaScript that gives the same result for every input.
 * {@link ai.desplega.businessuse.internal.lambda.LambdaTranslator} is the entry point and
 * translates each lambda of the source once. {@code Translator} does so in three steps,
 * each with a package of its own:
 * <ol>
 * <li>{@link ai.desplega.businessuse.internal.lambda.bytecode} finds and reads the byte
 * code of the lambda.
 * <li>{@link ai.desplega.businessuse.internal.lambda.execution} executes it symbolically,
 * which gives one expression.
 * <li>{@link ai.desplega.businessuse.internal.lambda.script} contains the expression, and
 * writes it as JavaScript with placeholders, into which each event inserts its captured
 * values.
 * </ol>
 * Everything that can't be translated is a
 * {@link ai.desplega.businessuse.internal.lambda.script.Refusal}. An expression keeps
 * what can fail: where the lambda throws an exception, so does the script. To support one
 * more method, add it to the {@code Vocabulary} and to the generator of the tests that
 * compare lambdas with their scripts.
 */
@NullMarked
package ai.desplega.businessuse.internal.lambda;

import org.jspecify.annotations.NullMarked;

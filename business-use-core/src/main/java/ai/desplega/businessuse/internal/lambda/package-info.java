/**
 * Translation of Java lambdas to JavaScript that gives the same result for every input.
 * {@link ai.desplega.businessuse.internal.lambda.LambdaTranslator} is the entry point and
 * translates each lambda in the source code once. {@code Translator} performs the
 * translation in three steps, each in its own package:
 * <ol>
 * <li>{@link ai.desplega.businessuse.internal.lambda.bytecode} finds and reads the byte
 * code of the lambda.
 * <li>{@link ai.desplega.businessuse.internal.lambda.execution} executes the byte code
 * symbolically, with one expression as the result.
 * <li>{@link ai.desplega.businessuse.internal.lambda.script} contains the expression, and
 * writes it as JavaScript with placeholders, into which each event inserts its captured
 * values.
 * </ol>
 * A {@link ai.desplega.businessuse.internal.lambda.script.Refusal} is thrown for code
 * that can't be translated. An expression keeps all operations that can fail: if the
 * lambda throws an exception, the script throws one, too. To support another method, add
 * it to the {@code Vocabulary} and to the generator of the tests that compare lambdas
 * with their scripts.
 */
@NullMarked
package ai.desplega.businessuse.internal.lambda;

import org.jspecify.annotations.NullMarked;

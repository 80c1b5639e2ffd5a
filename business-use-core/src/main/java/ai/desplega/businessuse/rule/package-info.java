/**
 * Expressions that the backend runs: validators and filters.
 * <p>
 * An {@link ai.desplega.businessuse.rule.Expr} is a script with the engine that runs it.
 * It can be written as it is ({@link ai.desplega.businessuse.rule.Expr#js
 * Expr.js("...")}), or as a Java lambda, an {@link ai.desplega.businessuse.rule.Rule},
 * which is translated to JavaScript that means the same for every input:
 *
 * <pre>
 * (data, ctx) -&gt; data.number("total") == ctx.deps("item_added").sum("price")
 * </pre>
 *
 * <h2>What a lambda can say</h2>
 * <ul>
 * <li>all methods of {@link ai.desplega.businessuse.rule.EventData},
 * {@link ai.desplega.businessuse.rule.RuleContext},
 * {@link ai.desplega.businessuse.rule.Dependency} and
 * {@link ai.desplega.businessuse.rule.ValueList}, with lambdas and method references for
 * their parameters;
 * <li>arithmetic and comparison of double, int and long; {@code &&}, {@code ||},
 * {@code !}, {@code &}, {@code |}, {@code ^}, {@code ?:}; {@code if}, {@code switch} on
 * ints and texts, local variables;
 * <li>of String: {@code equals}, {@code equalsIgnoreCase}, {@code isEmpty},
 * {@code isBlank}, {@code length}, {@code startsWith}, {@code endsWith},
 * {@code contains}, {@code indexOf}, {@code substring}, {@code charAt},
 * {@code toLowerCase}, {@code toUpperCase}, {@code trim}, and {@code +};
 * <li>of Math: {@code abs}, {@code min}, {@code max}, {@code floor}, {@code ceil},
 * {@code round}, {@code signum}; {@code Double.isNaN}, {@code Objects.equals};
 * {@code contains}, {@code isEmpty} and {@code size} of {@code List.of(...)},
 * {@code Set.of(...)} and captured lists and sets;
 * <li>captured local variables and parameters: numbers, texts, booleans, enums (their
 * {@code name()}, {@code equals} and {@code ==}), and lists and sets of them.
 * </ul>
 * Everything else is refused with a message that says what it is and where: loops,
 * exceptions, fields, other methods, captured objects. Changing case goes by
 * {@link java.util.Locale#ROOT}. A double that is added to a text is written as JDK 19
 * and later write it.
 *
 * <h2>How it works</h2>
 *
 * A serializable lambda tells which method it stands for and what it captured. From
 * there:
 * <ol>
 * <li>{@link ai.desplega.businessuse.internal.lambda.CallSite} knows each lambda of the
 * source by its class, and translates it once. Captured values are no part of the
 * translation, only their kinds are.
 * <li>{@link ai.desplega.businessuse.internal.lambda.MethodFinder} finds the class file,
 * and {@link ai.desplega.businessuse.internal.lambda.MethodReader} writes down the
 * instructions of the method. There are no loops, so all jumps go forward
 * ({@link ai.desplega.businessuse.internal.lambda.MethodCode}).
 * <li>{@link ai.desplega.businessuse.internal.lambda.SymbolicExecutor} does what the JVM
 * would do with these instructions, but its stack and local variables
 * ({@link ai.desplega.businessuse.internal.lambda.State}) hold expressions instead of
 * values. For {@code x > 3 ? a : b} the JVM puts x and 3 on its stack, takes both to
 * decide where to go on, and ends up with a or b. The walk puts the expressions {@code x}
 * and {@code 3} on the stack, takes both, goes both ways up to where they meet again, and
 * ends up with the expression {@code x > 3 ? a : b}.
 * <li>What an instruction or a called method is in JavaScript is in tables:
 * {@link ai.desplega.businessuse.internal.lambda.Arithmetic},
 * {@link ai.desplega.businessuse.internal.lambda.Comparisons},
 * {@link ai.desplega.businessuse.internal.lambda.Vocabulary}. What JavaScript has nothing
 * for is in {@link ai.desplega.businessuse.internal.lambda.Helper}.
 * {@link ai.desplega.businessuse.internal.lambda.Logic} puts conditions together.
 * <li>{@link ai.desplega.businessuse.internal.lambda.Writer} writes the expression, a
 * tree of {@link ai.desplega.businessuse.internal.lambda.ScriptNode}, as JavaScript with
 * places for the captured values: a
 * {@link ai.desplega.businessuse.internal.lambda.Template}, which is filled with
 * {@link ai.desplega.businessuse.internal.lambda.JsLiteral literals} for each event.
 * </ol>
 * An expression keeps what can fail: where the lambda throws an exception, so does the
 * script. To translate one more method, add it to the vocabulary and to the generator of
 * the tests, which compare lambdas with their scripts.
 */
@NullMarked
package ai.desplega.businessuse.rule;

import org.jspecify.annotations.NullMarked;

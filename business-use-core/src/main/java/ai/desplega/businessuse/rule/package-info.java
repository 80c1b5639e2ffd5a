/**
 * Rules that the backend evaluates: validators and filters.
 * <p>
 * A {@link ai.desplega.businessuse.rule.Rule} is a Java lambda, which is translated to
 * JavaScript that gives the same result for every input, or a script
 * ({@link ai.desplega.businessuse.rule.Expr#js Expr.js("...")}):
 *
 * <pre>
 * (data, ctx) -&gt; data.number("total") == ctx.deps("item_added").sum("price")
 * </pre>
 *
 * <h2>Language of lambdas</h2>
 * <ul>
 * <li>all methods of {@link ai.desplega.businessuse.rule.EventData},
 * {@link ai.desplega.businessuse.rule.RuleContext},
 * {@link ai.desplega.businessuse.rule.Dependency} and
 * {@link ai.desplega.businessuse.rule.ValueList}, with lambdas and method references for
 * their parameters;
 * <li>arithmetic and comparison of double, int and long; {@code &&}, {@code ||},
 * {@code !}, {@code &}, {@code |}, {@code ^}, {@code ?:}; {@code if}, early returns,
 * {@code switch} on ints and strings, local variables;
 * <li>of String: {@code equals}, {@code equalsIgnoreCase}, {@code isEmpty},
 * {@code isBlank}, {@code length}, {@code startsWith}, {@code endsWith},
 * {@code contains}, {@code indexOf}, {@code substring}, {@code charAt},
 * {@code toLowerCase}, {@code toUpperCase}, {@code trim}, and {@code +};
 * <li>of Math: {@code abs}, {@code min}, {@code max}, {@code floor}, {@code ceil},
 * {@code round}, {@code signum}; {@code Double.isNaN}, {@code Objects.equals};
 * {@code contains}, {@code isEmpty} and {@code size} of {@code List.of(...)},
 * {@code Set.of(...)} and captured lists and sets;
 * <li>captured local variables and parameters: numbers, strings, booleans, enums (their
 * {@code name()}, {@code equals} and {@code ==}), and lists and sets of them.
 * </ul>
 * Everything else is rejected with a message that names the construct and its source
 * location: loops, exceptions, fields, other methods, captured objects, casts that may
 * fail, and assignments to elements of arrays. A script is limited to 4096 bytes,
 * including captured values, and 100 nested brackets.
 * <p>
 * Case conversion without a locale uses {@link java.util.Locale#ROOT}; if Java and
 * JavaScript might convert a Greek sigma to lower case differently, the script fails. A
 * double is converted to a string as in JDK 19 and later. The {@code name()} of an enum
 * constant is the name in the source code, even if Jackson writes another name into the
 * data.
 */
@NullMarked
package ai.desplega.businessuse.rule;

import org.jspecify.annotations.NullMarked;

package ai.desplega.businessuse.spring.aop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes strings that are probably not in the language of their attribute: SpEL in a
 * literal or in JavaScript, or a bean name without {@code @}.
 */
final class ScriptChecks {

	/**
	 * A JavaScript string or comment, or SpEL syntax that does not occur in JavaScript
	 * outside strings and comments: a variable, a type, an operator in letters, a
	 * selection or projection, or an Elvis operator.
	 */
	private static final Pattern SPEL = Pattern
		.compile("\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'" + "|`(?:\\\\.|[^`\\\\])*`|//[^\\n]*|(?s:/\\*.*?\\*/)"
				+ "|(?<spel>(?<![\\w/.])(?:#[A-Za-z_]\\w*|T\\([a-z]\\w*\\.[\\w.]+\\)|not\\s+[\\w#(!])"
				+ "|(?<=[\\w)\\]'\"]\\s)(?:and|or|eq|ne|lt|gt|le|ge|div|mod|matches|between)(?=\\s+[\\w('\"#!-])"
				+ "|\\.[?^$!]\\[|\\?:)");

	private static final Pattern BARE_NAME = Pattern.compile("(?!(true|false)$)[A-Za-z_$][\\w$]*");

	/**
	 * Start of a function; a rule must be only the expression in its body.
	 */
	private static final Pattern FUNCTION = Pattern
		.compile("(?:function\\b|return\\b|(?:[A-Za-z_$][\\w$]*|\\([\\w$\\s,]*\\))\\s*[-=]>)");

	private static final Pattern SPEL_LITERAL = Pattern.compile("#.*|.*#\\{.*|'.*'|T\\(.*", Pattern.DOTALL);

	private ScriptChecks() {
	}

	/**
	 * Return {@code true} if a literal, such as an id, looks like a SpEL expression.
	 */
	static boolean isLikeSpel(String literal) {
		return SPEL_LITERAL.matcher(literal.strip()).matches();
	}

	/**
	 * Describe why a script is probably not JavaScript.
	 * @return the reason with its position, or {@code null} if there is none
	 */
	static @Nullable String problem(String script) {
		if (BARE_NAME.matcher(script.strip()).matches()) {
			return "is a single name, but a rule can read only data and ctx: for a bean, write \"@" + script.strip()
					+ "\"";
		}
		Matcher function = FUNCTION.matcher(script.strip());
		if (function.lookingAt()) {
			return "begins with '" + function.group()
					+ "', but a rule must be an expression over data and ctx, such as data.total > 0";
		}
		Matcher matcher = SPEL.matcher(script);
		while (matcher.find()) {
			if (matcher.group("spel") != null) {
				return "has '" + matcher.group("spel") + "' at position " + matcher.start("spel")
						+ ", which looks like SpEL, but a rule is JavaScript over data and ctx, or \"@beanName\""
						+ " for a bean of type Rule";
			}
		}
		return null;
	}

}

package ai.desplega.businessuse.spring.aop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes strings that are probably in another language than their attribute takes:
 * SpEL in a literal or in JavaScript, or a bean name without {@code @}.
 */
final class ScriptChecks {

	/**
	 * A JavaScript string or comment, or a part of SpEL that no JavaScript contains
	 * outside of those: a variable, a type, an operator in letters, a selection or
	 * projection, or an Elvis operator.
	 */
	private static final Pattern SPEL = Pattern
		.compile("\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'" + "|`(?:\\\\.|[^`\\\\])*`|//[^\\n]*|(?s:/\\*.*?\\*/)"
				+ "|(?<spel>(?<![\\w/.])(?:#[A-Za-z_]\\w*|T\\([a-z]\\w*\\.[\\w.]+\\)|not\\s+[\\w#(!])"
				+ "|(?<=[\\w)\\]'\"]\\s)(?:and|or|eq|ne|lt|gt|le|ge|div|mod|matches|between)(?=\\s+[\\w('\"#!-])"
				+ "|\\.[?^$!]\\[|\\?:)");

	private static final Pattern BARE_NAME = Pattern.compile("(?!(true|false)$)[A-Za-z_$][\\w$]*");

	/**
	 * A function of which a rule is only the body.
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
			return "is a single name, but a rule sees only data and ctx: a bean is \"@" + script.strip() + "\"";
		}
		Matcher function = FUNCTION.matcher(script.strip());
		if (function.lookingAt()) {
			return "begins with '" + function.group()
					+ "', but a rule is only an expression over data and ctx, such as data.total > 0";
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

package ai.desplega.businessuse.embedded.evaluation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds syntax that is supported by the engine of the embedded backend but not by QuickJS
 * 2021-03-27, the engine of the real backend: class static blocks,
 * {@code #name in object}, {@code using} declarations, and in regular expressions the
 * flags {@code d} and {@code v}, modifiers, and duplicate group names.
 * <p>
 * Splits a script into tokens. The preceding token determines whether a slash is a
 * division or the start of a regular expression, which is correct for all realistic
 * scripts. Source code in strings, such as arguments of {@code eval}, is not searched.
 */
final class LaterSyntax {

	private static final Pattern POSSIBLE = Pattern.compile("static|using|[#/]");

	private static final Pattern REGEX = Pattern
		.compile("/(?<pattern>(?:\\\\.|\\[(?:\\\\.|[^\\]\\\\\n])*\\]|[^/\\\\\\[\n])+)/(?<flags>\\w*)");

	private static final Pattern ESCAPES_AND_CLASSES = Pattern.compile("\\\\.|\\[(?:\\\\.|[^\\]\\\\])*\\]");

	private static final Pattern MODIFIERS = Pattern.compile("\\(\\?(?:[ims]+(?:-[ims]*)?|-[ims]+):");

	private static final Pattern GROUP_NAME = Pattern.compile("\\(\\?<([^=!>][^>]*)>");

	private static final Set<String> BEFORE_EXPRESSION = Set.of("return", "typeof", "instanceof", "in", "of", "new",
			"delete", "void", "throw", "case", "do", "else", "yield", "await");

	private static final Set<String> BEFORE_PARENTHESIS = Set.of("if", "while", "for", "with");

	private static final Set<String> OPERATOR_WORDS = Set.of("in", "instanceof", "of");

	private final String script;

	private int position;

	private String beforePrevious = "";

	private String previous = "";

	private boolean isExpressionExpected = true;

	/**
	 * {@code true} if an operand precedes the latest operator.
	 */
	private boolean isAfterOperand;

	/**
	 * For each open parenthesis, {@code true} if a statement follows it.
	 */
	private final Deque<Boolean> parentheses = new ArrayDeque<>();

	/**
	 * For each open brace, {@code true} if it belongs to a template.
	 */
	private final Deque<Boolean> braces = new ArrayDeque<>();

	private @Nullable String found;

	private LaterSyntax(String script) {
		this.script = script;
	}

	/**
	 * Find later syntax in a script.
	 * @return a message that names the syntax, or {@code null} if there is none
	 */
	static @Nullable String find(String script) {
		if (!POSSIBLE.matcher(script).find()) {
			return null;
		}
		String found = new LaterSyntax(script).find();
		return (found != null) ? "The script contains " + found
				+ ", which the engine of the real backend (QuickJS 2021-03-27) does not support" : null;
	}

	private @Nullable String find() {
		while (this.position < this.script.length() && this.found == null) {
			char c = this.script.charAt(this.position);
			if (Character.isWhitespace(c)) {
				this.position++;
			}
			else if (this.script.startsWith("//", this.position)) {
				skipPast("\n");
			}
			else if (this.script.startsWith("/*", this.position)) {
				skipPast("*/");
			}
			else {
				token(c);
			}
		}
		return this.found;
	}

	private void token(char c) {
		if (c == '"' || c == '\'') {
			this.position++;
			skipString(c);
		}
		else if (c == '`') {
			this.position++;
			template();
		}
		else if (c == '#' || Character.isUnicodeIdentifierPart(c) || c == '$') {
			word();
		}
		else if (c == '/' && this.isExpressionExpected) {
			regex();
		}
		else {
			this.position++;
			punctuator(c);
		}
	}

	private void word() {
		int start = this.position++;
		while (this.position < this.script.length() && isWordPart(this.script.charAt(this.position))) {
			this.position++;
		}
		String word = this.script.substring(start, this.position);
		boolean isMember = this.previous.equals(".");
		boolean isOfMember = this.beforePrevious.equals(".");
		if (word.equals("in") && this.previous.startsWith("#") && !isOfMember) {
			this.found = "a private name before 'in'";
		}
		if (this.previous.equals("using") && !isOfMember && !OPERATOR_WORDS.contains(word)) {
			this.found = "a 'using' declaration";
		}
		after(word, BEFORE_EXPRESSION.contains(word) && !isMember);
	}

	private void punctuator(char c) {
		switch (c) {
			case '{' -> {
				if (this.previous.equals("static") && !this.beforePrevious.equals(".")) {
					this.found = "a static block of a class";
				}
				this.braces.push(false);
				after("{", true);
			}
			case '}' -> {
				if (!this.braces.isEmpty() && this.braces.pop()) {
					template();
				}
				else {
					after("}", true);
				}
			}
			case '(' -> {
				this.parentheses.push(BEFORE_PARENTHESIS.contains(this.previous) && !this.beforePrevious.equals("."));
				after("(", true);
			}
			case ')' -> after(")", !this.parentheses.isEmpty() && this.parentheses.pop());
			case ']' -> after("]", false);
			case '+', '-' -> sign(String.valueOf(c));
			default -> after(String.valueOf(c), true);
		}
	}

	/**
	 * Process an operator character. The second character of a postfix {@code ++} or
	 * {@code --} ends an expression.
	 */
	private void sign(String sign) {
		boolean isPostfix = this.previous.equals(sign) && this.isAfterOperand;
		this.isAfterOperand = !this.isExpressionExpected;
		after(sign, !isPostfix);
	}

	private void template() {
		while (this.position < this.script.length()) {
			char c = this.script.charAt(this.position++);
			if (c == '\\') {
				this.position++;
			}
			else if (c == '`') {
				after("`", false);
				return;
			}
			else if (c == '$' && this.script.startsWith("{", this.position)) {
				this.position++;
				this.braces.push(true);
				after("{", true);
				return;
			}
		}
	}

	private void regex() {
		Matcher regex = REGEX.matcher(this.script).region(this.position, this.script.length());
		if (!regex.lookingAt()) {
			this.position++;
			after("/", true);
			return;
		}
		this.position = regex.end();
		String flags = regex.group("flags");
		String groups = ESCAPES_AND_CLASSES.matcher(regex.group("pattern")).replaceAll("");
		if (flags.contains("d") || flags.contains("v")) {
			this.found = "a regular expression with the flag '" + (flags.contains("d") ? "d" : "v") + "'";
		}
		else if (MODIFIERS.matcher(groups).find()) {
			this.found = "a regular expression with modifiers";
		}
		else if (hasDuplicate(groups)) {
			this.found = "a regular expression with a duplicate group name";
		}
		after("/x/", false);
	}

	private static boolean hasDuplicate(String groups) {
		Set<String> names = new HashSet<>();
		return GROUP_NAME.matcher(groups).results().anyMatch((name) -> !names.add(name.group(1)));
	}

	private void skipString(char quote) {
		while (this.position < this.script.length()) {
			char c = this.script.charAt(this.position++);
			if (c == '\\') {
				this.position++;
			}
			else if (c == quote) {
				break;
			}
		}
		after("\"", false);
	}

	private void skipPast(String end) {
		int index = this.script.indexOf(end, this.position + 1);
		this.position = (index < 0) ? this.script.length() : index + end.length();
	}

	private void after(String token, boolean isExpressionExpected) {
		this.beforePrevious = this.previous;
		this.previous = token;
		this.isExpressionExpected = isExpressionExpected;
	}

	private static boolean isWordPart(char c) {
		return Character.isUnicodeIdentifierPart(c) || c == '$';
	}

}

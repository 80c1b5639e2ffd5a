package ai.desplega.businessuse.internal.lambda.script;

import java.util.Collection;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * JavaScript literals. A value can't terminate its literal, regardless of the context of
 * the script: letters, digits and safe punctuation of a string are not changed, and all
 * other characters are escaped. The first of the letters <code>&#114;eturn</code> is also
 * escaped, because the backend would run a script that contains them as a function body.
 */
public final class JsLiteral {

	private static final String FORBIDDEN = "return";

	private static final String HARMLESS = " !#$%()*+,-./:;=?@[]^_{|}~";

	private JsLiteral() {
	}

	static void write(Kind kind, @Nullable Object value, StringBuilder out) {
		if (value instanceof Collection<?> elements) {
			write(elements, out);
		}
		else if (value instanceof Enum<?> constant) {
			string((kind == Kind.ENUM) ? enumConstant(constant.getDeclaringClass().getName(), constant.name())
					: constant.name(), out);
		}
		else if (value instanceof String string) {
			string(string, out);
		}
		else if (value instanceof Character c) {
			out.append((int) c);
		}
		else if (value instanceof Number number) {
			number(kind, number, out);
		}
		else if (value instanceof Boolean || value == null) {
			out.append(value);
		}
		else {
			throw new IllegalStateException("No literal for a " + value.getClass().getName());
		}
	}

	/**
	 * Return the string that represents an enum constant, which is unique among all
	 * enums.
	 */
	public static String enumConstant(String type, String name) {
		return type + "#" + name;
	}

	private static void write(Collection<?> elements, StringBuilder out) {
		String separator = "[";
		for (Object element : elements) {
			write(Kind.of(element), element, out.append(separator));
			separator = ", ";
		}
		out.append(elements.isEmpty() ? "[]" : "]");
	}

	/**
	 * Write a number. A negative number is written in parentheses, because it may be the
	 * operand of a minus.
	 */
	private static void number(Kind kind, Number number, StringBuilder out) {
		boolean negative = number.doubleValue() < 0 || 1 / number.doubleValue() < 0;
		out.append(negative ? "(" : "");
		switch (kind) {
			case LONG -> out.append(number.longValue()).append('n');
			case DOUBLE -> number(number.doubleValue(), out);
			default -> out.append(number.intValue());
		}
		out.append(negative ? ")" : "");
	}

	private static void number(double number, StringBuilder out) {
		long whole = (long) number;
		boolean negativeZero = number == 0 && 1 / number < 0;
		if (whole == number && Math.abs(whole) < 1L << 53 && !negativeZero) {
			out.append(whole);
		}
		else {
			out.append(number);
		}
	}

	private static void string(String string, StringBuilder out) {
		if (out.length() + string.length() > Template.MAX_SIZE) {
			throw Template.tooLarge();
		}
		out.append('"');
		for (int i = 0; i < string.length(); i++) {
			char c = string.charAt(i);
			boolean harmless = Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0;
			if (harmless && !(c == 'r' && string.startsWith(FORBIDDEN, i))) {
				out.append(c);
			}
			else {
				out.append("\\u").append(HexFormat.of().toHexDigits(c));
			}
		}
		out.append('"');
	}

}

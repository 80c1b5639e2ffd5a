package ai.desplega.businessuse.internal.lambda.script;

import java.util.Collection;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * JavaScript literals. Nothing in a value can end its literal, whatever the script is
 * embedded in: letters, digits and harmless signs of a string stay as they are, all other
 * characters are escaped. So is the first of the letters <code>&#114;eturn</code>, which
 * would make the backend run the script as a function body.
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
	 * Return the string that stands for an enum constant: no constant of another enum has
	 * the same.
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
	 * Write a number. The operand of a minus may be negative, so a negative number is in
	 * brackets.
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

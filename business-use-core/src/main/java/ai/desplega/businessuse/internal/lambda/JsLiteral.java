package ai.desplega.businessuse.internal.lambda;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Values as JavaScript literals. Nothing in a value can end its literal, whatever the
 * script is embedded in: of a text, letters, digits and harmless signs stay as they are,
 * and all else is escaped. So is the first of the letters <code>&#114;eturn</code>, which
 * would make the backend take the script for something else.
 */
final class JsLiteral {

	private static final String FORBIDDEN = "return";

	private static final String HARMLESS = " !#$%()*+,-./:;=?@[]^_{|}~";

	private static final String HEX = "0123456789abcdef";

	private JsLiteral() {
	}

	static void write(Kind kind, @Nullable Object value, StringBuilder out) {
		if (value instanceof Collection<?> elements) {
			write(elements, out);
		}
		else if (value instanceof Enum<?> constant) {
			text((kind == Kind.ENUM) ? enumConstant(constant.getDeclaringClass().getName(), constant.name())
					: constant.name(), out);
		}
		else if (value instanceof String text) {
			text(text, out);
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
	 * An enum constant as such, which no constant of another enum equals.
	 */
	static String enumConstant(String type, String name) {
		return type + "#" + name;
	}

	static boolean isNegative(Number number) {
		double value = number.doubleValue();
		return value < 0 || 1 / value < 0;
	}

	private static void write(Collection<?> elements, StringBuilder out) {
		String separator = "[";
		for (Object element : elements) {
			write(Kind.of(element), element, out.append(separator));
			separator = ", ";
		}
		out.append(elements.isEmpty() ? "[]" : "]");
	}

	private static void number(Kind kind, Number number, StringBuilder out) {
		switch (kind) {
			case LONG -> out.append(number.longValue()).append('n');
			case DOUBLE -> number(number.doubleValue(), out);
			default -> out.append(number.intValue());
		}
	}

	private static void number(double number, StringBuilder out) {
		long whole = (long) number;
		boolean negativeZero = number == 0 && isNegative(number);
		if (whole == number && Math.abs(whole) < 1L << 53 && !negativeZero) {
			out.append(whole);
		}
		else {
			out.append(number);
		}
	}

	static void text(String text, StringBuilder out) {
		out.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean harmless = Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0;
			if (harmless && !(c == 'r' && text.startsWith(FORBIDDEN, i))) {
				out.append(c);
			}
			else {
				escape(c, out);
			}
		}
		out.append('"');
	}

	private static void escape(char c, StringBuilder out) {
		out.append("\\u");
		for (int shift = 12; shift >= 0; shift -= 4) {
			out.append(HEX.charAt((c >> shift) & 0xF));
		}
	}

}

package ai.desplega.businessuse.internal.delivery;

/**
 * Text from outside, made fit for one line of a log: without what could end the line, and
 * not too long. Internal to the client.
 */
public final class LogSanitizer {

	private LogSanitizer() {
	}

	/**
	 * Make a text fit.
	 * @param text any text
	 * @param maxLength how much of it is enough
	 * @return the text with blanks for control characters
	 */
	public static String of(String text, int maxLength) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < Math.min(text.length(), maxLength); i++) {
			char c = text.charAt(i);
			line.append(Character.isISOControl(c) ? ' ' : c);
		}
		return (text.length() > maxLength) ? line.append('…').toString() : line.toString();
	}

}

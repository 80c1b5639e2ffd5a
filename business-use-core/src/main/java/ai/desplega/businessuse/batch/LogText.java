package ai.desplega.businessuse.batch;

/**
 * Text from outside, made fit for one line of a log.
 */
final class LogText {

	private static final int MAX_LENGTH = 1024;

	private LogText() {
	}

	static String of(String text) {
		String start = (text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "…" : text;
		return start.codePoints()
			.map((c) -> Character.isISOControl(c) ? ' ' : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}

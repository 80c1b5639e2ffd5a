package ai.desplega.businessuse.embedded.store;

/**
 * Finds UTF-16 surrogates without their counterpart, which cannot be written as UTF-8.
 */
final class LoneSurrogates {

	private LoneSurrogates() {
	}

	static boolean areIn(String string) {
		return string.codePoints().anyMatch(LoneSurrogates::isLone);
	}

	/**
	 * Escape lone surrogates in JSON, where they occur only in strings.
	 */
	static String escape(String json) {
		if (!areIn(json)) {
			return json;
		}
		StringBuilder escaped = new StringBuilder(json.length() + 16);
		json.codePoints().forEach((point) -> {
			if (isLone(point)) {
				escaped.append("\\u").append(Integer.toHexString(point));
			}
			else {
				escaped.appendCodePoint(point);
			}
		});
		return escaped.toString();
	}

	private static boolean isLone(int codePoint) {
		return Character.getType(codePoint) == Character.SURROGATE;
	}

}

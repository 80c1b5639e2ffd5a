package ai.desplega.businessuse.internal.json;

/**
 * Mends escapes that Jackson writes where {@link JsonBuffer} would not let the character
 * pass: NUL and lone surrogates.
 */
final class Escapes {

	private static final int LENGTH = 6;

	private final byte[] json;

	private final int end;

	private Escapes(byte[] json, int end) {
		this.json = json;
		this.end = end;
	}

	/**
	 * Puts a replacement, which is shorter, in the place of each unwanted escape.
	 * @return the new end
	 */
	static int mend(byte[] json, int start, int end, byte[] replacement) {
		return new Escapes(json, end).mend(start, replacement);
	}

	private int mend(int start, byte[] replacement) {
		int from = start;
		while (from < this.end && this.json[from] != '\\') {
			from++;
		}
		int to = from;
		while (from < this.end) {
			int length = (this.json[from] == '\\') ? length(from) : 1;
			if (length == LENGTH && isUnwanted(codeUnit(from))) {
				System.arraycopy(replacement, 0, this.json, to, replacement.length);
				to += replacement.length;
			}
			else {
				System.arraycopy(this.json, from, this.json, to, length);
				to += length;
			}
			from += length;
		}
		return to;
	}

	/**
	 * The length of an escape; a pair of surrogates is one.
	 */
	private int length(int index) {
		if (this.json[index + 1] != 'u') {
			return 2;
		}
		int next = index + LENGTH;
		boolean pair = Character.isHighSurrogate(codeUnit(index)) && next + LENGTH <= this.end
				&& this.json[next] == '\\' && this.json[next + 1] == 'u' && Character.isLowSurrogate(codeUnit(next));
		return pair ? 2 * LENGTH : LENGTH;
	}

	private char codeUnit(int index) {
		int unit = 0;
		for (int i = index + 2; i < index + LENGTH; i++) {
			unit = unit << 4 | Character.digit(this.json[i], 16);
		}
		return (char) unit;
	}

	private static boolean isUnwanted(char c) {
		return c == 0 || Character.isSurrogate(c);
	}

}

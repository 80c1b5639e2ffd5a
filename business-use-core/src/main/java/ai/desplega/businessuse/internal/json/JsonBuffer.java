package ai.desplega.businessuse.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * JSON as it is written: bytes in UTF-8 that can be rewound and never exceed a limit.
 * <p>
 * What the backend or its database would choke on is replaced on the way: lone surrogates
 * and NUL by U+FFFD, numbers that are not finite by null. Not thread-safe.
 */
public final class JsonBuffer {

	private static final int INITIAL_CAPACITY = 512;

	private static final int LONGEST_ESCAPE = 6;

	private static final int MAX_PROBLEMS = 8;

	private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

	/**
	 * Python refuses to read integers of more than 4,300 digits.
	 */
	private static final int MAX_DIGITS = 1000;

	private static final int MAX_BITS = 3300;

	private static final byte[] NULL = ascii("null");

	private static final byte[] TRUE = ascii("true");

	private static final byte[] FALSE = ascii("false");

	private static final byte[] REPLACEMENT = { (byte) 0xEF, (byte) 0xBF, (byte) 0xBD };

	private static final byte[] HEX = ascii("0123456789abcdef");

	/**
	 * Not zero for characters below 256 that can't be written as they are.
	 */
	private static final byte[] SPECIAL = special();

	private byte[] bytes = new byte[INITIAL_CAPACITY];

	private int size;

	private int limit;

	private Map<String, Throwable> problems = Map.of();

	/**
	 * Text that needs no escapes, to be written with {@link #raw}.
	 * @param text ASCII
	 * @return its bytes
	 */
	public static byte[] ascii(String text) {
		byte[] bytes = new byte[text.length()];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) text.charAt(i);
		}
		return bytes;
	}

	private static byte[] special() {
		byte[] special = new byte[256];
		for (int c = 0; c < special.length; c++) {
			boolean plain = c >= ' ' && c < 0x80 && c != '"' && c != '\\';
			special[c] = (byte) (plain ? 0 : 1);
		}
		return special;
	}

	/**
	 * Forget what was written.
	 * @param limit how many bytes may be written now
	 */
	public void reset(int limit) {
		this.size = 0;
		this.limit = limit;
		this.problems = Map.of();
	}

	/**
	 * Change how many bytes there may be in all.
	 * @param limit the number
	 */
	public void limit(int limit) {
		this.limit = limit;
	}

	int limit() {
		return this.limit;
	}

	/**
	 * Throw an exception if more bytes, or those that are there, would exceed the limit.
	 */
	void requireRoom(int more) {
		if (more > this.limit - this.size) {
			throw JsonLimitException.INSTANCE;
		}
	}

	/**
	 * How many bytes were written.
	 * @return also the mark to {@link #rewind} to
	 */
	public int size() {
		return this.size;
	}

	/**
	 * How much room there is without growing.
	 * @return the number of bytes
	 */
	public int capacity() {
		return this.bytes.length;
	}

	/**
	 * Forget what was written after a mark.
	 * @param mark a {@link #size} from before
	 */
	public void rewind(int mark) {
		this.size = mark;
	}

	/**
	 * What was written.
	 * @return a copy
	 */
	public byte[] toByteArray() {
		return Arrays.copyOf(this.bytes, this.size);
	}

	/**
	 * Return the fields of which something was replaced by null or omitted.
	 * @return their names, and the reasons
	 */
	public Map<String, Throwable> problems() {
		return this.problems;
	}

	void problem(String field, Throwable reason) {
		if (this.problems.isEmpty()) {
			this.problems = new LinkedHashMap<>();
		}
		if (this.problems.size() < MAX_PROBLEMS) {
			this.problems.putIfAbsent(field, UnwritableException.reason(reason));
		}
	}

	byte at(int index) {
		return this.bytes[index];
	}

	/**
	 * Remove one byte.
	 */
	void remove(int index) {
		System.arraycopy(this.bytes, index + 1, this.bytes, index, --this.size - index);
	}

	/**
	 * Removes members of an object that is being written, in favor of members of the same
	 * name behind them.
	 */
	void removeReplaced(int start, int added) {
		this.size = ObjectMembers.removeReplaced(this.bytes, start, added, this.size);
	}

	/**
	 * Write one ASCII character as it is.
	 * @param character the character
	 */
	public void raw(char character) {
		ensure(1);
		this.bytes[this.size++] = (byte) character;
	}

	/**
	 * Write bytes as they are.
	 * @param json a piece of JSON
	 */
	public void raw(byte[] json) {
		raw(json, 0, json.length);
	}

	void raw(byte[] json, int offset, int length) {
		ensure(length);
		System.arraycopy(json, offset, this.bytes, this.size, length);
		this.size += length;
	}

	/**
	 * Write null.
	 */
	public void nullValue() {
		raw(NULL);
	}

	/**
	 * Write a boolean.
	 * @param value the value
	 */
	public void bool(boolean value) {
		raw(value ? TRUE : FALSE);
	}

	/**
	 * Write an integer.
	 * @param value the value
	 */
	public void number(long value) {
		ensure(Numbers.LONGEST);
		this.size = Numbers.write(value, this.bytes, this.size);
	}

	/**
	 * Write a number, or null if it is not finite.
	 * @param value the value
	 * @return false if null was written
	 */
	public boolean number(double value) {
		if (!Double.isFinite(value)) {
			nullValue();
			return false;
		}
		ensure(Numbers.LONGEST);
		this.size = Numbers.write(value, this.bytes, this.size);
		return true;
	}

	/**
	 * Write a number, or null if a double can't hold it.
	 * @return false if null was written
	 */
	boolean number(BigDecimal value) {
		return number((value.unscaledValue().bitLength() <= MAX_BITS) ? value.toString() : null);
	}

	/**
	 * Write a number, or null if a double can't hold it.
	 * @return false if null was written
	 */
	boolean number(BigInteger value) {
		return number((value.bitLength() <= MAX_BITS) ? value.toString() : null);
	}

	/**
	 * Write a number as it is, or null if it is none that a double can hold.
	 * @return false if null was written
	 */
	boolean number(@Nullable String value) {
		if (value == null || !isNumber(value)) {
			nullValue();
			return false;
		}
		raw(ascii(value));
		return true;
	}

	private static boolean isNumber(String value) {
		return value.length() <= MAX_DIGITS && NUMBER.matcher(value).matches()
				&& Double.isFinite(Double.parseDouble(value));
	}

	/**
	 * Write text in quotes. Most needs no escapes: to copy it all and look then at what
	 * it had takes half the time of a loop that can end at each character.
	 * @param text the text
	 */
	public void string(String text) {
		int length = text.length();
		ensure(length + 2);
		byte[] target = this.bytes;
		target[this.size++] = '"';
		int start = this.size;
		int special = 0;
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			target[start + i] = (byte) c;
			special |= c >> 8 | SPECIAL[c & 0xFF];
		}
		if (special == 0) {
			this.size += length;
		}
		else {
			escaped(text);
		}
		raw('"');
	}

	private void escaped(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			ensure(LONGEST_ESCAPE);
			if (c < 0x80 && SPECIAL[c] == 0) {
				this.bytes[this.size++] = (byte) c;
			}
			else if (c < 0x80) {
				escape(c);
			}
			else if (c < 0x800) {
				this.bytes[this.size++] = (byte) (0xC0 | c >> 6);
				this.bytes[this.size++] = (byte) (0x80 | c & 0x3F);
			}
			else if (!Character.isSurrogate(c)) {
				this.bytes[this.size++] = (byte) (0xE0 | c >> 12);
				this.bytes[this.size++] = (byte) (0x80 | c >> 6 & 0x3F);
				this.bytes[this.size++] = (byte) (0x80 | c & 0x3F);
			}
			else if (Character.isHighSurrogate(c) && i + 1 < text.length()
					&& Character.isLowSurrogate(text.charAt(i + 1))) {
				supplementary(Character.toCodePoint(c, text.charAt(++i)));
			}
			else {
				raw(REPLACEMENT);
			}
		}
	}

	private void escape(char c) {
		if (c == 0) {
			raw(REPLACEMENT);
			return;
		}
		this.bytes[this.size++] = '\\';
		switch (c) {
			case '"', '\\' -> this.bytes[this.size++] = (byte) c;
			case '\n' -> this.bytes[this.size++] = 'n';
			case '\r' -> this.bytes[this.size++] = 'r';
			case '\t' -> this.bytes[this.size++] = 't';
			default -> {
				this.bytes[this.size++] = 'u';
				this.bytes[this.size++] = '0';
				this.bytes[this.size++] = '0';
				this.bytes[this.size++] = HEX[c >> 4];
				this.bytes[this.size++] = HEX[c & 0xF];
			}
		}
	}

	private void supplementary(int codePoint) {
		this.bytes[this.size++] = (byte) (0xF0 | codePoint >> 18);
		this.bytes[this.size++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
		this.bytes[this.size++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
		this.bytes[this.size++] = (byte) (0x80 | codePoint & 0x3F);
	}

	private void ensure(int more) {
		int needed = this.size + more;
		if (needed > this.bytes.length || needed > this.limit) {
			grow(more);
		}
	}

	private void grow(int more) {
		// a limit of a few bytes less would only be noticed later
		requireRoom(more);
		int capacity = Math.max(2 * this.bytes.length, this.size + more);
		this.bytes = Arrays.copyOf(this.bytes, capacity);
	}

}

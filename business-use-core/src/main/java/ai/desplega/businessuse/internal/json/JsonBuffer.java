package ai.desplega.businessuse.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Buffer of JSON in UTF-8 that can be rewound and never exceeds a limit.
 * <p>
 * Values that the backend or its database can't read are replaced: lone surrogates and
 * NUL by U+FFFD, numbers that are not finite by null. Not thread-safe.
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
	 * Encode a string that needs no escapes, for {@link #raw}.
	 * @param json ASCII characters
	 * @return the bytes
	 */
	public static byte[] ascii(String json) {
		byte[] bytes = new byte[json.length()];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) json.charAt(i);
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

	public void reset(int limit) {
		this.size = 0;
		this.limit = limit;
		this.problems = Map.of();
	}

	public void limit(int limit) {
		this.limit = limit;
	}

	int limit() {
		return this.limit;
	}

	/**
	 * Throw an exception if the content and further bytes exceed the limit.
	 */
	void requireRoom(int more) {
		if (more > this.limit - this.size) {
			throw JsonLimitException.INSTANCE;
		}
	}

	/**
	 * Return the size of the content.
	 * @return the number of bytes, which is also a mark to {@link #rewind} to
	 */
	public int size() {
		return this.size;
	}

	public int capacity() {
		return this.bytes.length;
	}

	/**
	 * Discard the content after a mark.
	 * @param mark an earlier {@link #size}
	 */
	public void rewind(int mark) {
		this.size = mark;
	}

	public byte[] toByteArray() {
		return Arrays.copyOf(this.bytes, this.size);
	}

	/**
	 * Return the fields that were replaced by null or omitted, completely or in part.
	 * @return the names of the fields, with the reasons
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

	void remove(int index) {
		System.arraycopy(this.bytes, index + 1, this.bytes, index, --this.size - index);
	}

	/**
	 * Remove members of the current object that members behind them replace.
	 */
	void removeReplaced(int start, int added) {
		this.size = ObjectMembers.removeReplaced(this.bytes, start, added, this.size);
	}

	public void raw(char character) {
		ensure(1);
		this.bytes[this.size++] = (byte) character;
	}

	public void raw(byte[] json) {
		raw(json, 0, json.length);
	}

	void raw(byte[] json, int offset, int length) {
		ensure(length);
		System.arraycopy(json, offset, this.bytes, this.size, length);
		this.size += length;
	}

	public void nullValue() {
		raw(NULL);
	}

	public void bool(boolean value) {
		raw(value ? TRUE : FALSE);
	}

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
	 * Write the digits of a number, or null if a double can't hold it.
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
	 * Write a string in quotes. Copies all characters and then tests whether one needed
	 * an escape, which is rare: twice as fast as a loop that can end at each character.
	 * @param value the string
	 */
	public void string(String value) {
		int length = value.length();
		ensure(length + 2);
		byte[] target = this.bytes;
		target[this.size++] = '"';
		int start = this.size;
		int special = 0;
		for (int i = 0; i < length; i++) {
			char c = value.charAt(i);
			target[start + i] = (byte) c;
			special |= c >> 8 | SPECIAL[c & 0xFF];
		}
		if (special == 0) {
			this.size += length;
		}
		else {
			escaped(value);
		}
		raw('"');
	}

	private void escaped(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
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
			else if (Character.isHighSurrogate(c) && i + 1 < value.length()
					&& Character.isLowSurrogate(value.charAt(i + 1))) {
				supplementary(Character.toCodePoint(c, value.charAt(++i)));
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

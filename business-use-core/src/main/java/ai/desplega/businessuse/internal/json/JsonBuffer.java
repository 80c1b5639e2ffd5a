package ai.desplega.businessuse.internal.json;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.io.NumberOutput;

/**
 * Buffer for JSON in UTF-8 that can be rewound and never exceeds a limit.
 * <p>
 * Values that the backend or its database can't read are replaced: lone surrogates and
 * NUL by U+FFFD, and non-finite numbers by null, which is reported as a problem of the
 * current field. Not thread-safe.
 */
public final class JsonBuffer extends OutputStream {

	private static final int INITIAL_CAPACITY = 512;

	private static final int MAX_PROBLEMS = 8;

	/**
	 * Maximum length of a long: 19 digits and a sign.
	 */
	private static final int LONGEST_NUMBER = 20;

	/**
	 * Maximum number whose thousandths fit exactly into a long.
	 */
	private static final double MAX_WITH_THOUSANDTHS = 1e12;

	/**
	 * Maximum number of digits; Python rejects integers with more than 4,300 digits.
	 */
	private static final int MAX_DIGITS = 1000;

	private static final int MAX_BITS = 3300;

	/**
	 * Bits that are set in the high byte of each surrogate.
	 */
	private static final int SURROGATE = 0xD8;

	private static final Pattern UNREADABLE = Pattern.compile("[\\x00\\p{Cs}]");

	static final String NAN = "NaN";

	private static final byte[] NULL = ascii("null");

	private static final byte[] TRUE = ascii("true");

	private static final byte[] FALSE = ascii("false");

	/**
	 * Table with a non-zero value for each character below 256 that must be escaped or
	 * replaced, or is encoded as two bytes.
	 */
	private static final byte[] SPECIAL = special();

	private byte[] bytes;

	private int size;

	private int limit;

	private String field = ObjectEncoder.ALL;

	private Map<String, Throwable> problems = Map.of();

	/**
	 * Create a buffer.
	 * @param limit the maximum number of bytes
	 */
	public JsonBuffer(int limit) {
		this(new byte[INITIAL_CAPACITY], limit);
	}

	/**
	 * Create a buffer that reuses memory.
	 * @param memory the memory, which is replaced if it is too small
	 * @param limit the maximum number of bytes
	 */
	public JsonBuffer(byte[] memory, int limit) {
		this.bytes = memory;
		this.limit = limit;
	}

	/**
	 * Encode a string that needs no escapes, for {@link #raw}.
	 * @param json ASCII characters
	 * @return the bytes
	 */
	public static byte[] ascii(String json) {
		return json.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static byte[] special() {
		byte[] special = new byte[256];
		for (int c = 0; c < special.length; c++) {
			boolean plain = c >= ' ' && c < 0x80 && c != '"' && c != '\\';
			special[c] = (byte) (plain ? 0 : 1);
		}
		return special;
	}

	void limit(int limit) {
		this.limit = limit;
	}

	int limit() {
		return this.limit;
	}

	/**
	 * Return the size of the content.
	 * @return the number of bytes, which is also a mark to {@link #rewind} to
	 */
	public int size() {
		return this.size;
	}

	public byte[] memory() {
		return this.bytes;
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
	 * Set the name of the field to which subsequent problems belong.
	 */
	void field(String name) {
		this.field = name;
	}

	String field() {
		return this.field;
	}

	void problem(Throwable reason) {
		problem(this.field, reason);
	}

	void problem(String field, Throwable reason) {
		if (this.problems.isEmpty()) {
			this.problems = new LinkedHashMap<>();
		}
		if (this.problems.size() < MAX_PROBLEMS) {
			this.problems.put(field, UnwritableException.reason(reason));
		}
	}

	/**
	 * Return the fields that were replaced by null or omitted, completely or partly.
	 * @return the names of the fields, with the reasons
	 */
	public Map<String, Throwable> problems() {
		return this.problems;
	}

	public void raw(char character) {
		ensure(1);
		this.bytes[this.size++] = (byte) character;
	}

	public void raw(byte[] json) {
		write(json, 0, json.length);
	}

	@Override
	public void write(int json) {
		raw((char) json);
	}

	@Override
	public void write(byte[] json, int offset, int length) {
		ensure(length);
		System.arraycopy(json, offset, this.bytes, this.size, length);
		this.size += length;
	}

	/**
	 * Write a comma, unless the next value is the first of an array or object, or belongs
	 * to a name.
	 */
	void separate() {
		int last = (this.size > 0) ? this.bytes[this.size - 1] : '[';
		if (last != '{' && last != '[' && last != ':') {
			raw(',');
		}
	}

	void name(String name) {
		separate();
		string(name);
		raw(':');
	}

	public void nullValue() {
		raw(NULL);
	}

	public void bool(boolean value) {
		raw(value ? TRUE : FALSE);
	}

	public void number(long value) {
		ensure(LONGEST_NUMBER);
		this.size = NumberOutput.outputLong(value, this.bytes, this.size);
	}

	/**
	 * Write a number, or null if it is not finite.
	 * <p>
	 * Most prices and counts have at most three decimals. If the number of thousandths
	 * divided by 1,000, which IEEE 754 rounds correctly, equals the value, then a parser
	 * reads the digits of the thousandths as exactly that value. With
	 * {@code Double.toString} instead, an event with three fields would allocate 610
	 * instead of 470 bytes ({@code CaptureBenchmark.builder}).
	 */
	public void number(double value) {
		double magnitude = Math.abs(value);
		long thousandths = (magnitude < MAX_WITH_THOUSANDTHS) ? (long) (magnitude * 1000 + 0.5) : 0;
		if (thousandths == 0 || thousandths / 1000.0 != magnitude) {
			number(Double.toString(value));
			return;
		}
		ensure(LONGEST_NUMBER);
		if (value < 0) {
			this.bytes[this.size++] = '-';
		}
		this.size = NumberOutput.outputLong(thousandths / 1000, this.bytes, this.size);
		decimals((int) (thousandths % 1000));
	}

	/**
	 * Write thousandths without trailing zeros, but at least one digit.
	 */
	private void decimals(int thousandths) {
		this.bytes[this.size++] = '.';
		this.bytes[this.size++] = (byte) ('0' + thousandths / 100);
		if (thousandths % 100 != 0) {
			this.bytes[this.size++] = (byte) ('0' + thousandths / 10 % 10);
		}
		if (thousandths % 10 != 0) {
			this.bytes[this.size++] = (byte) ('0' + thousandths % 10);
		}
	}

	/**
	 * Write a number, or null if a double can't hold it.
	 * @param digits the digits of the number; their size is checked first, because
	 * converting millions of digits to a string takes seconds
	 */
	void number(Number value, BigInteger digits) {
		number((digits.bitLength() > MAX_BITS) ? NAN : value.toString());
	}

	/**
	 * Write the digits of a number, or null if a double can't hold it.
	 */
	void number(String value) {
		if (value.length() <= MAX_DIGITS && Double.isFinite(Double.parseDouble(value))) {
			raw(ascii(value));
		}
		else {
			nullValue();
			problem(new UnwritableException(UnwritableException.NUMBER));
		}
	}

	/**
	 * Write a string in quotes. All characters are copied as single bytes before testing
	 * whether one needs more, which is rare. This is twice as fast as a loop that ends at
	 * the first such character.
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
			boolean readable = (special & SURROGATE) != SURROGATE && value.indexOf(0) < 0;
			String replaced = readable ? value : UNREADABLE.matcher(value).replaceAll("\uFFFD");
			raw(JsonStringEncoder.getInstance().quoteAsUTF8(replaced));
		}
		raw('"');
	}

	private void ensure(int more) {
		int needed = this.size + more;
		if (needed > this.bytes.length || needed > this.limit) {
			grow(more);
		}
	}

	private void grow(int more) {
		if (more > this.limit - this.size) {
			throw JsonLimitException.INSTANCE;
		}
		this.bytes = Arrays.copyOf(this.bytes, Math.max(2 * this.bytes.length, this.size + more));
	}

}
